/** What an owner asks about sharing out without changing it: what if (AL-17). */
export { WhatIf } from './what-if-page.tsx'
