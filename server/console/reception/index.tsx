/** The area of the reception components: their list, and the maker. */
export function Reception({ open }: { readonly open?: string }) {
  return <p>{open}</p>
}
