export const APP = {
  template: `<main>
    <foyer-chat :language="language" :component="component" @foyer-open="note" @foyer-message="note"></foyer-chat>
    <foyer-round-button :view="view" @foyer-open-request="note"></foyer-round-button>
  </main>`,
}
