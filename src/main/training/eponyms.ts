/** Names that are medicine in a radiology report and hardly anybody's own, and abbreviations of four letters and more; small letters. */
export const eponyms: ReadonlySet<string> = new Set(
  (
    'achilles adson alzheimer arnold bankart barrett bartholin behcet bertin bochdalek bosniak boutonniere bowen brodie brudzinski budd burkitt camper caroli castleman catterall chance chiari choroid clayton cloquet cobb couinaud cowper coxsackie crouzon dandy denonvilliers douglas dupuytren duret ehlers fabella fallot fallopian fazekas felty fleischner forrestier galeazzi gallium galen gerota gilbert gissane gorham graafian grynfeltt guyon haglund hangman hartmann hashimoto heberden heister henoch hesselbach hirschsprung hounsfield humphry huntington hurthle insall kaposi kellgren kerckring kienbock klatskin kohler krukenberg kummell lachman langerhans lemierre lhermitte lirads lisfranc littre ludwig lugano luschka magendie maisonneuve malgaigne marjolin meckel meigs meniere mickulicz monteggia morgagni morison muller nelaton nissen oddi pancoast pappenheim pavlov perthes peyer pfirrmann pirads pouparts poupart puestow ranke ranson rathke raynaud reinke reiter retzius riedel rolando rouviere ruysch santorini scarpa scheuermann schatzker schmorl schwann segond sinding sjogren sjoegren sorbie spetzler spigelian stanford stenson stieda stilling sturge sudeck swyer sylvius takayasu tarlov takotsubo tirads tietze tossy trendelenburg valsalva vater virchow waldeyer wegener wernicke wilms wormian zenker ' +
    'agatston deauville goutallier hinchey outerbridge balthazar doppler dixon dotatate dotatoc gadovist iomeprol iopamidol omnipaque ultravist visipaque primovist dotarem technetium lymphoma klebsiella aspergillus echinococcus mycobacterium candida pneumocystis covid ' +
    'aast lvef rvef emvi foosh viii xiii flair stir suvmax suvmean adcs mrcp mrcps cect hrct cbct flair spair twist blade propeller dixon vibe tips ercp tavi tevar evar picc cabg ptca port recist percist nodes copd ards ards rads dcis lcis nash nafld hcc nsclc sclc gist paget mgus pcos tia tias ccam cpam pavm avms dish tfcc slap alpsa glad plca mcls acls pcls lcls lad rca lcx spect petct dexa dxa kvp mgy msv hifu tace rfa mwa usct rilc bowel ivus tonne'
  ).split(' '),
)

/** Eponyms that people are called as well: medicine only with what they name behind them ("Baker cyst", "Crohn's disease"). */
export const sharedEponyms: ReadonlySet<string> = new Set(
  (
    'addison baker barton calot charcot child colles cooper crohn cushing dukes ellis elson evans ewing fisher foley fox garden gleason graf graves hawkins hill hodgkin hoffa horner hutchinson jefferson jones kiel killian lawrence lewy mackenzie mallory marfan mayo merkel mirizzi modic murphy monro morton osgood paget parkinson pott richter rosenthal rotter salter schatzki schlatter sever sharpey sheehan simmonds smith spiegel stener struthers todaro trousseau warthin weber wharton whipple willis wilson winslow wolff wrisberg zollinger'
  ).split(' '),
)

/** What follows an eponym. */
export const afterEponym = /^(?:['’]s|-[A-Z]\p{Ll}+)? (?:cysts?|score|disease|syndrome|fractures?|lymphoma|sarcoma|tumou?rs?|nodules?|nodes?|score|grade|class(?:ification)?|type|lesions?|changes|triangle|ligament|duct|canal|sign|palsy|contracture|hernia|pouch|lobe|deformity|neuroma|ulcer|units?|bodies|body|fat pad|procedure|catheter|spine|space|view|sequence|technique|ring|diverticulum|foramen|criteria|abscess|operation|shunt|oesophagus|esophagus|-)/u

/** The most frequent Japanese family names of two characters and more, unless a disease is called after them (橋本病, 川崎病, 菊池病, 木村病). */
export const japaneseSurnames =
  /(?:佐藤|鈴木|高橋|田中|伊藤|渡辺|渡邊|渡部|山本|中村|小林|加藤|吉田|山田|佐々木|山口|松本|井上|木村|斎藤|斉藤|齋藤|齊藤|清水|山崎|池田|橋本|阿部|石川|山下|中島|石井|小川|前田|岡田|長谷川|藤田|後藤|近藤|村上|遠藤|青木|坂本|福田|太田|西村|藤井|金子|岡本|藤原|三浦|中川|原田|松田|竹内|小野|田村|中山|和田|石田|森田|上田|内田|柴田|酒井|宮崎|横山|高木|安藤|宮本|大野|谷口|工藤|今井|高田|増田|丸山|杉山|村田|大塚|新井|小山|平野|藤本|河野|上野|野口|武田|松井|菅原|岩崎|久保|木下|佐野|野村|松尾|市川|菊地|菊池|杉本|古川|大西|島田|水野|桜井|高野|吉川|西田|飯田|西川|小松|北村|安田|五十嵐|川口|平田|中田|服部|岩田|土屋|川崎|本田|樋口|秋山|田口|永井|中西|吉村|川上|石原|大橋|松岡|馬場|浜田|森本|黒田|矢野|浅野|星野|大久保|松下|広瀬|内藤|川村|吉岡|熊谷|関口|田辺|荒木|大島|松永|岡崎)(?!氏?病|甲状腺炎|リンパ節炎)/u
