import type { CardFit } from '../../../domain/model/catalog.ts'
import { formatBytes, formatCount } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'

const { models } = strings

/** How long a context each size of graphics card holds, by number format. */
export function CardTable({ fits }: { fits: CardFit[] }) {
  const sizes = fits[0]?.cards.map(({ gigabytes }) => gigabytes) ?? []
  return (
    <>
      <table className="w-full max-w-96 text-sm">
        <thead>
          <tr className="text-left text-ink-faint">
            <th scope="col" className="font-normal">
              {models.cardsQuantization}
            </th>
            {sizes.map((size) => (
              <th key={size} scope="col" className="text-right font-normal">
                {models.cardSize(size)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fits.map(({ quantization, bytes, cards }) => (
            <tr key={quantization} className="border-t border-line">
              <th scope="row" className="py-0.5 text-left font-normal">
                <span className="font-mono text-xs">{quantization}</span> <span className="text-ink-faint">{formatBytes(bytes)}</span>
              </th>
              {cards.map(({ gigabytes, context, fits: isEnough }) => (
                <td key={gigabytes} className={`text-right tabular-nums ${isEnough ? '' : 'text-ink-faint'}`}>
                  {context === 0 ? models.cardNo : formatCount(context)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <span className="mt-1 block text-pretty text-ink-soft">{models.cardsHelp}</span>
    </>
  )
}
