/** How much of something is done, as a ring that closes. */
export const Ring = ({ share, label }: { readonly share: number; readonly label: string }) => (
  <svg class="ring" viewBox="0 0 40 40" role="img" aria-label={label}>
    <circle cx="20" cy="20" r="17" pathLength="100" />
    <circle class="ring-done" cx="20" cy="20" r="17" pathLength="100" stroke-dasharray={`${Math.max(3, Math.round(share * 100))} 100`} />
  </svg>
)
