/** The anatomy of a page of settings: what it is about, sections, and beside them what visitors meet. */
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

export function PageHead({ title, lead }: { readonly title: string; readonly lead: string }) {
  return (
    <header class="page-head">
      <h2>{title}</h2>
      <p>{lead}</p>
    </header>
  )
}

export interface SectionProps {
  readonly title: string
  readonly says?: string
  readonly children: ComponentChildren
}

export function Section({ title, says, children }: SectionProps) {
  const id = useId()
  return (
    <section class="page-section" aria-labelledby={id}>
      <div class="section-head">
        <h3 id={id}>{title}</h3>
        {says !== undefined && <p>{says}</p>}
      </div>
      {children}
    </section>
  )
}

/** Fields at the start, their effect at the end: it stays in sight while one scrolls. Where there is little room, below. */
export function WithEffect({ effect, label, children }: { readonly effect: ComponentChildren; readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div class="with-effect">
      <div class="effect-fields">{children}</div>
      <aside class="effect" aria-label={label}>{effect}</aside>
    </div>
  )
}
