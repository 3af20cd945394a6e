import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createEmitter } from './emitter.ts'

const make = () => {
  const heard: string[] = []
  const reported: unknown[] = []
  const emitter = createEmitter<{ said: string; other: number }>((error) => reported.push(error))
  return { emitter, heard, reported }
}

describe('an emitter', () => {
  it('tells whoever listens, in the order in which they came', () => {
    const { emitter, heard } = make()
    emitter.on('said', (word) => heard.push(`first ${word}`))
    emitter.on('said', (word) => heard.push(`second ${word}`))
    emitter.on('other', () => heard.push('other'))
    emitter.emit('said', 'hello')
    assert.deepEqual(heard, ['first hello', 'second hello'])
  })

  it('CW-28 gives the undo of a listener', () => {
    const { emitter, heard } = make()
    const stop = emitter.on('said', (word) => heard.push(word))
    stop()
    emitter.emit('said', 'hello')
    assert.deepEqual(heard, [])
  })

  it('tells a listener of one event only once', () => {
    const { emitter, heard } = make()
    emitter.on('said', (word) => heard.push(word), true)
    emitter.emit('said', 'one')
    emitter.emit('said', 'two')
    assert.deepEqual(heard, ['one'])
  })

  it('lets no listener keep the others from hearing, and reports what it throws', () => {
    const { emitter, heard, reported } = make()
    const bug = new Error('a bug of the page')
    emitter.on('said', () => {
      throw bug
    })
    emitter.on('said', (word) => heard.push(word))
    emitter.emit('said', 'hello')
    assert.deepEqual(heard, ['hello'])
    assert.deepEqual(reported, [bug])
  })

  it('tells the present event to whoever was there, also if one leaves or comes meanwhile', () => {
    const { emitter, heard } = make()
    emitter.on('said', () => {
      stop()
      emitter.on('said', () => heard.push('late'))
    })
    const stop = emitter.on('said', () => heard.push('leaving'))
    emitter.emit('said', 'hello')
    assert.deepEqual(heard, ['leaving'])
  })
})
