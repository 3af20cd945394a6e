import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EVENTS } from './events.ts'
import { createLog } from './log.ts'

/** Names and levels are what alarms are set on: changing one is a change for whoever runs a server. */
const SNAPSHOT = `
server-started info
server-stopping info
server-stopped info
server-stopped-late warn
workspace-made info
origin-refused info
rate-limited warn
request-refused debug
request-failed error
store-refused error
effect-failed error
reader-dropped warn
visitor-connected debug
visitor-disconnected debug
desk-connected info
desk-disconnected info
member-signed-in info
sign-in-refused warn
conversation-started info
conversation-assigned info
conversation-queued info
conversation-ended info
mail-sent info
mail-postponed warn
mail-given-up error
mail-unreachable warn
bot-failed warn
bot-file-refused warn
deadline-failed error
files-refused error
release-differs error
library-warned warn
`

function written(write: (log: ReturnType<typeof createLog>) => void): readonly Record<string, unknown>[] {
  const lines: string[] = []
  write(createLog('debug', { write: (line: string) => void lines.push(line) }))
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('the log', () => {
  it('keeps its names and levels', () => {
    assert.equal(Object.entries(EVENTS).map(([name, [level]]) => `${name} ${level}`).join('\n'), SNAPSHOT.trim())
  })

  it('writes a line of JSON with the name, the level, a sentence and the facts', () => {
    const [line] = written((log) => log('conversation-assigned', { conversationId: 'c1', memberId: 'm1', waitedMs: 12 }))
    assert.partialDeepStrictEqual(line, { level: 'info', event: 'conversation-assigned', conversationId: 'c1', memberId: 'm1', waitedMs: 12 })
    assert.equal(line?.['msg'], EVENTS['conversation-assigned'][1])
  })

  it('says where a bug is, and not what data it met', () => {
    const error = new Error('duplicate key (email)=(ann@shop.example)', { cause: new Error('Unexpected token in "my secret words"') })
    const [line] = written((log) => log('request-failed', { route: 'message:send', error }))
    assert.match(JSON.stringify(line), /log\.test\.ts/)
    assert.doesNotMatch(JSON.stringify(line), /ann@|secret words/)
  })

  it('drops what must never be in it, should it come this far', () => {
    const careless: Record<string, unknown> = { token: 't0ken', password: 'pa55word', email: 'ann@shop.example', text: 'Hello' }
    const [line] = written((log) => log('request-refused', careless))
    assert.doesNotMatch(JSON.stringify(line), /t0ken|pa55word|ann@|Hello/)
  })

  it('keeps silent below its level', () => {
    const lines: string[] = []
    createLog('warn', { write: (line: string) => void lines.push(line) })('server-started')
    assert.deepEqual(lines, [])
  })
})
