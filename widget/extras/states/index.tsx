/** What stands at the end of the thread while something is to be waited for, or is asked of the visitor. */
export { formMark, wantsForm } from './form.ts'
export { States } from './states.tsx'
