/**
 * Shortens a Japanese finding sentence by leaving its predicate out ("を認めます", "がみられる"). A denied predicate always stays.
 */
export function compressJapanese(sentence: string): string {
  let text = sentence.replace(/\s+/g, ' ').trim().replace(/[。．.、，;；\s]+$/u, '')
  text = text.replace(/[（(](?:image|im|se|series|画像|スライス)[^（）()]{0,30}[)）]/gi, '')
  text = text.replace(/^(?:また|なお|さらに|その他|加えて|同様に|今回)、?/u, '')
  const before = text
  text = text.replace(/(?:を|が|も)?(?:(?:少数|多数|散在性に|散見|新たに)?(?:認めます|認める|認められます|認められる|みられます|みられる|見られます|見られる|あります|ある|存在します|存在する|存在している|指摘されます|指摘される|描出されます|描出される|確認されます|確認される|認めた))$/u, '')
  // "新たに…を認める" keeps its "new"; what was cut must hold no denial and no number.
  if (/(?:散見|新たに|多数|少数)/u.test(before.slice(text.length))) text = before.replace(/(?:を|が)?(?:認めます|認める|認められます|認められる|みられます|みられる)$/u, '')
  text = text.replace(/(?:(?:が|と)?(?:疑われます|疑われる|疑います|疑う))$/u, '疑い').replace(/疑い疑い$/u, '疑い')
  text = text.replace(/(?:です|である|であります)$/u, '').replace(/しています$|している$/u, '').replace(/(?:と考えます|と考える|と考えられます|と考えられる|と思われます|と思われる)$/u, '')
  if (text.length < 2) text = before
  return text
}
