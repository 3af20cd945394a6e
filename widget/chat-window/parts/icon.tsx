/** An icon of `widget/icons`, in the colour of the text around it. It says nothing by itself: a word or a label stands with it. */
export const Icon = ({ path, size = 20 }: { readonly path: string; readonly size?: number }) => (
  <svg class="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
    <path d={path} />
  </svg>
)
