/** Which of the two looks one is at: the computer's or the phone's. */
import { useId } from 'preact/hooks'
import { useInvitationsWords } from './use-words.ts'

export const DEVICES = ['desktop', 'mobile'] as const
export type Device = (typeof DEVICES)[number]

export function DeviceSwitch({ device, onChange }: { readonly device: Device; onChange(device: Device): void }) {
  const words = useInvitationsWords()
  const name = useId()
  return (
    <fieldset class="segments">
      <legend class="unseen">{words.device}</legend>
      {DEVICES.map((each) => (
        <label key={each} class="segment">
          <input type="radio" name={name} checked={each === device} onChange={() => onChange(each)} />
          <span>{each === 'desktop' ? words.desktop : words.phone}</span>
        </label>
      ))}
    </fieldset>
  )
}
