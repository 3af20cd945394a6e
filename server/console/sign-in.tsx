/** The way in: email and password, with a sentence for everything that can go wrong. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from './icons.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import type { Session, SignInRefusal } from './session.ts'
import { useSurroundings } from './surroundings.ts'
import type { Words } from './words/index.ts'

export interface SignInProps {
  readonly session: Session
  /** Why the member is here although they had been signed in. */
  readonly notice?: string
  onSignedIn(): void
}

type Problem = { readonly field?: 'email' | 'password'; readonly sentence: string }

export function SignIn({ session, notice, onSignedIn }: SignInProps) {
  const { words } = useSurroundings()
  const [isShown, setShown] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const email = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  // Without scrolling: the desk may stand in a frame of another page, further down.
  useEffect(() => email.current?.focus({ preventScroll: true }), [])

  const refuse = (found: Problem) => {
    setProblem(found)
    const field = found.field === 'email' ? email : password
    field.current?.focus()
    field.current?.select()
  }

  async function submit(event: Event) {
    event.preventDefault()
    if (isBusy || !email.current || !password.current) return
    if (email.current.value.trim() === '') return refuse({ field: 'email', sentence: words.emailMissing })
    if (password.current.value === '') return refuse({ field: 'password', sentence: words.passwordMissing })
    setBusy(true)
    setProblem(undefined)
    const result = await session.signIn(email.current.value, password.current.value)
    setBusy(false)
    if (result.ok) return onSignedIn()
    refuse({ field: result.reason === 'invalid-email' ? 'email' : 'password', sentence: sentenceFor(result, words) })
  }

  const describedBy = problem ? { 'aria-describedby': 'sign-in-problem' } : {}
  return (
    <main class="sign-in">
      <form class="sign-in-card" onSubmit={submit} noValidate aria-labelledby="sign-in-title">
        <Brand />
        <h1 id="sign-in-title">{words.signInTitle}</h1>
        <p class="quiet">{words.signInLead}</p>
        {notice && <p class="sign-in-notice" role="status">{notice}</p>}
        <div class="entry">
          <label for="sign-in-email">{words.email}</label>
          <input id="sign-in-email" ref={email} type="email" name="email" autocomplete="username" autocapitalize="none" spellcheck={false}
            required aria-invalid={problem?.field === 'email'} {...(problem?.field === 'email' && describedBy)} />
        </div>
        <div class="entry">
          <label for="sign-in-password">{words.password}</label>
          <div class="entry-with-button">
            {/* The types know an input of one type only. */}
            <input id="sign-in-password" ref={password} {...({ type: isShown ? 'text' : 'password' } as { type: 'password' })} name="password"
              autocomplete="current-password" required aria-invalid={problem?.field === 'password'} {...(problem?.field === 'password' && describedBy)} />
            <button type="button" class="icon-button" aria-pressed={isShown} aria-label={words.showPassword}
              title={isShown ? words.hidePassword : words.showPassword} onClick={() => setShown(!isShown)}>
              <Icon name={isShown ? 'hide' : 'show'} size={18} />
            </button>
          </div>
        </div>
        <p id="sign-in-problem" class="problem" role="alert">
          {problem && <><Icon name="problem" size={16} /><span>{problem.sentence}</span></>}
        </p>
        <button type="submit" class="button is-main is-wide" aria-disabled={isBusy}>
          {isBusy ? words.signingIn : words.signIn}
        </button>
      </form>
      <LanguageSwitch />
    </main>
  )
}

function sentenceFor(refusal: SignInRefusal, words: Words): string {
  switch (refusal.reason) {
    case 'wrong-password':
      return words.refusedWrongPassword
    case 'invalid-email':
      return words.refusedInvalidEmail
    case 'not-allowed':
      return words.refusedNotAllowed
    case 'too-many':
      return refusal.seconds === undefined ? words.refusedTooMany : words.refusedTooManyFor(refusal.seconds)
    case 'not-reachable':
      return words.refusedNotReachable
    case 'unavailable':
      return words.refusedUnavailable
  }
}

/** A door with a light in it. */
export function Brand() {
  return (
    <svg class="brand" width="36" height="36" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
      <rect class="brand-ground" width="36" height="36" rx="10" />
      <path class="brand-door" d="M11 27V13a7 7 0 0 1 14 0v14z" />
      <path class="brand-light" d="M18 6a7 7 0 0 1 7 7v14h-7z" />
    </svg>
  )
}
