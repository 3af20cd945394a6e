import type { AskRequest, AskResult, ThreadClient } from '@foyer/sdk/thread'

/** A line that breaks while it is asked is asked again, but not for ever. */
const MOST_ASKS = 5

/**
 * Begins the conversation that an invitation was accepted for (IV-10), as soon as there is a line.
 *
 * @param request what is asked for, made anew each time: the visitor may have gone on to another page
 */
export async function begin(thread: ThreadClient, request: () => AskRequest<'conversation:begin'>): Promise<AskResult<'conversation:begin'>> {
  for (let asks = 1; ; asks++) {
    await untilConnected(thread)
    const begun = await thread.ask('conversation:begin', request())
    if (begun.ok || begun.code !== 'not_reachable' || asks === MOST_ASKS) return begun
  }
}

/** The line opens with the window; until then the window says how it stands. Also settles if it is refused. */
const untilConnected = (thread: ThreadClient): Promise<void> =>
  new Promise((resolve) => {
    const isSettled = () => /^(connected|refused)$/.test(thread.state.connection.status)
    if (isSettled()) return resolve()
    const stop = thread.subscribe(() => {
      if (!isSettled()) return
      stop()
      resolve()
    })
  })
