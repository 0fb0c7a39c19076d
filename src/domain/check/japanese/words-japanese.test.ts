import { describe, expect, it } from 'vitest'
import { checkJapanese } from './check-japanese.ts'

const marked = (findings: string, conclusion: string, indication = '') => checkJapanese({ findings, conclusion, indication }).flatMap((issue) => (issue.conclusion ? [conclusion.slice(issue.conclusion.start, issue.conclusion.end)] : []))

describe('what a Japanese conclusion puts elsewhere or says too much of, by its words', () => {
  it.each([
    ['左腎に11mmの嚢胞。', '肝嚢胞。', '肝', 'an organ that stands nowhere'],
    ['回腸に壁肥厚。', '空腸に壁肥厚。', '空腸', 'the neighbour of the part that is told'],
    ['上矢状静脈洞に血栓。', '膝窩静脈に血栓。', '膝窩静脈', 'a vessel that stands nowhere'],
    ['胆嚢体部に結石8mm。', '胆嚢底部に結石。', '底部', 'a part that stands nowhere'],
    ['右海綿静脈洞に進展。左海綿静脈洞は保たれる。', '左海綿静脈洞への進展。', '左', 'the side that is whole'],
    ['左腎盂に軽度停滞。右腎に結石。', '右腎盂に軽度停滞。', '右', 'a side with words that no list knows'],
    ['左胸水少量。右胸水なし。', '両側胸水。', '両側', 'both sides over one'],
    ['C5/6で脊髄圧迫。C3/4は異常なし。', 'C3/4で脊髄圧迫。', 'C3/4', 'the level that is normal'],
    ['両側上葉優位に粒状影。', '両側下葉優位の粒状影。', '下葉', 'where most is'],
    ['胸椎に左凸側弯、Cobb角22°。', '胸椎右凸側弯、Cobb角22°。', '右', 'the way it bends'],
    ['PCLは連続。ACL断裂。', 'ACL断裂、PCLも断裂。', '断裂', 'a tear of what is whole'],
    ['子宮筋層内に筋腫なし。左卵巣に嚢胞20mm。', '子宮前壁に筋腫あり。左卵巣嚢胞。', '筋腫', 'what is denied by its very name'],
    ['左肺底に浸潤影、肺炎の可能性。', '左肺底の肺炎と断定できる。', '断定', 'a possibility told for certain'],
    ['右鎖骨遠位に骨折線。', '右鎖骨遠位骨折の疑い程度。', '疑い程度', 'what is seen put as a mere doubt'],
    ['右下葉に4mm結節。肝S6に38mmの嚢胞。', '右下葉の4cm結節。', '4cm', 'ten times off, where another thing is as large'],
    ['上行大動脈42mm。Agatston score 318。', 'Agatston 138。', '138', 'a score that stands nowhere'],
    ['主病変7mm(前回12mm)。別の結節19mm。', '主病変は縮小（12mm）。別の結節26mm。', '26mm', 'a size that is no difference of its own'],
    ['左腋窩：皮質肥厚を伴うリンパ節13mm。', '左腋窩リンパ節に異常なし。', '異常', 'a node that is called normal'],
  ])('%s / %s marks %s (bug: %s passed)', (findings, conclusion, words) => {
    expect(marked(findings, conclusion).some((one) => one.includes(words) || words.includes(one))).toBe(true)
  })

  it.each([
    ['右腎に6mmの結石、右水腎なし。', '右腎結石6mm、水腎症なし。'],
    ['S4に19mmの早期濃染結節、肝細胞癌を疑う。', '肝S4のHCC疑い(1.9cm)。'],
    ['#10に12mm、#4Rに9mmのリンパ節。', '右肺門、気管傍リンパ節腫大。'],
    ['右副腎に結節14mm、集積なし。', '右副腎結節は集積なく、腺腫を考える。'],
    ['門脈に広く接していますが、肝動脈への浸潤はありません。', '門脈に広く接していますが肝動脈への浸潤はありません。'],
    ['吻合部に再発を疑う集積なし。転移なし。', '局所再発、転移を疑う集積を認めない。'],
    ['頸動脈分岐部に低輝度プラーク。', '頸動脈分岐部のプラーク、不安定プラークの可能性。'],
    ['MCL周囲に浮腫を認めるが、線維の連続性は保たれる。', 'MCL損傷(grade 1)。'],
    ['冠動脈#6に70%狭窄。', 'seg.6に70%狭窄。'],
    ['LVEF 47%(前回56%)。', 'LVEFは56→47%に低下。'],
    ['左下葉に12mm結節、前回18mm。', '左下葉結節は6mm縮小。'],
    ['Th12：圧迫骨折。\nL2：異常なし。\n病的骨折は否定的。', 'Th12に脆弱性骨折。'],
  ])('is silent on %s / %s (bug: a right conclusion in other words was marked)', (findings, conclusion) => {
    expect(marked(findings, conclusion)).toEqual([])
  })
})
