/** What the composer can send besides text, and how files and places look in messages: by pointer, by keyboard, and for screen readers. */
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import type { FileId, FileLinks, FilePart, Part } from '@foyer/sdk/protocol'
import { ok } from '@foyer/sdk/protocol'
import { attachmentsExtra } from '../chat-window/parts/file-tray.ts'
import { accessibilityFaults } from '../chat-window/testing/accessibility.ts'
import { assert } from '../chat-window/testing/assert.ts'
import { drawn, happens, settled, stage } from '../chat-window/testing/stage.ts'
import type { Stage } from '../chat-window/testing/stage.ts'
import { PANELS } from '../chat-window/preview/states.ts'
import { tools } from '../shell/words/extras/tools/en.ts'
import { en } from '../shell/words/window/en.ts'
import { picture, serveFiles, tone } from './testing/files.ts'
import type { FileServer } from './testing/files.ts'

let server: FileServer
beforeEach(() => {
  server = serveFiles()
})
afterEach(() => server.restore())

/** A window whose settings are there: with all of the tools. */
async function equipped(options: Parameters<typeof stage>[0] = {}): Promise<Stage> {
  const made = await stage({ state: 'talk', company: () => PANELS.en, ...options })
  await made.find('.unfold')
  return made
}

function carry(files: readonly File[]): DataTransfer {
  const data = new DataTransfer()
  for (const file of files) data.items.add(file)
  return data
}
const paste = ({ field }: Stage, data: DataTransfer) => {
  const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true, composed: true })
  field.dispatchEvent(event)
  return event
}
/** What became of a message: its parts, as the outbox got them. */
/** Of messages that wait for no file any more. */
const partsSent = ({ thread }: Stage): (readonly Part[])[] => thread.state.pending.flatMap(({ draft, waits }) => (waits ? [] : [draft.parts]))
const until = async (isSo: () => boolean) => {
  while (!isSo()) await drawn()
}

describe('files in the composer', () => {
  it('CW-5 takes a pasted screenshot, shows it at once, and sends it with the text as one message', async () => {
    const window = await equipped()
    assert.ok(paste(window, carry([await picture('image.png')])).defaultPrevented)
    const chip = await window.find('.chip canvas')
    await until(() => (chip as HTMLCanvasElement).width > 1)
    assert.match(window.$('.chip-name')?.textContent ?? '', /^Picture\.png$/)
    await window.write('The old harbour')
    await sendKeys({ press: 'Enter' })
    await until(() => partsSent(window).length === 1)
    const [parts = []] = partsSent(window)
    assert.deepEqual(parts.map((part) => (part.type === 'file' ? part.file.name : part.type === 'text' ? part.text : '')), ['Picture.png', 'The old harbour'])
    assert.equal(window.$('.chip'), null)
    assert.equal(window.field.value, '')
  })

  it('CW-7 keeps a file whose piece of the window does not come, and sends no text without it', async () => {
    const window = await equipped()
    const { load } = attachmentsExtra
    attachmentsExtra.load = () => Promise.reject(new Error('The line is cut.'))
    try {
      paste(window, carry([await picture('harbour.png')]))
      await until(() => (window.$('.window')?.textContent ?? '').includes(en.loadFailed))
      await window.write('The old harbour')
      await sendKeys({ press: 'Enter' })
      assert.equal(window.field.value, 'The old harbour')
      assert.equal(partsSent(window).length, 0)
    } finally {
      attachmentsExtra.load = load
    }
    await sendKeys({ press: 'Enter' })
    await window.find('.chip canvas')
    await sendKeys({ press: 'Enter' })
    await until(() => partsSent(window).length === 1)
    assert.deepEqual(partsSent(window)[0]?.map(({ type }) => type), ['file', 'text'])
  })

  it('leaves to the field what is pasted with a text beside it', async () => {
    const window = await equipped()
    const data = carry([await picture()])
    data.setData('text/plain', 'A table')
    assert.equal(paste(window, data).defaultPrevented, false)
  })

  it('CW-5 takes files that are dropped on the window, and says so while they are over it', async () => {
    const window = await equipped()
    const target = window.$('.thread') as HTMLElement
    const dataTransfer = carry([await picture('a.png'), tone('b.wav')])
    const drag = (type: string) => target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true }))
    // What takes them is fetched as soon as something is dragged over the page.
    do {
      drag('dragenter')
      await drawn()
    } while (!window.$('.drop'))
    await drawn()
    assert.equal(window.$('.drop')?.textContent, en.drop)
    assert.equal(drag('dragover'), false)
    drag('drop')
    await window.find('.chip')
    assert.equal(window.$('.drop'), null)
    await until(() => window.all('.chip').length === 2)
  })

  for (const [why, file, pattern] of [
    ['is empty', () => new File([], 'nothing.txt'), /“nothing.txt” is empty/],
    ['is of a kind that is not taken', () => new File(['x'], 'setup.exe'), /\.exe are not taken/],
    ['says not what it is', () => new File(['x'], 'README'), /no ending/],
    ['is too large', () => new File([new Uint8Array(2_000)], 'large.txt'), /larger than 1\s?kB/],
  ] as const) {
    it(`CW-5 says so at once of a file that ${why}, and keeps what is written`, async () => {
      const window = await equipped({ draft: 'Here it is', settings: { files: { isOn: true, most: 1_000, endings: ['txt', 'png'] } } })
      paste(window, carry([file()]))
      await until(() => pattern.test(window.$('#composer-about')?.textContent ?? ''))
      assert.equal(window.$('.chip'), null)
      assert.equal(window.field.value, 'Here it is')
      assert.equal(server.files.size, 0)
    })
  }

  it('CW-5 shows a message that waits for its file, with how far it is, and lets go of it', async () => {
    const window = await equipped()
    server.isReachable = false
    paste(window, carry([await picture('slow.png')]))
    await window.find('.chip canvas')
    await sendKeys({ press: 'Enter' })
    const cancel = await window.find('.message-own .part-cancel')
    assert.equal(cancel.getAttribute('aria-label'), tools.file.cancel('slow.png'))
    assert.equal(window.$('.chip'), null)
    assert.equal(partsSent(window).length, 0)
    cancel.click()
    await window.gone('.part-cancel')
  })

  it('CW-5 says why the server refuses a file, gives the text back, and sends no such message', async () => {
    const window = await equipped()
    server.refuses = 'file_disguised'
    paste(window, carry([await picture('trick.png')]))
    await window.write('Look')
    await sendKeys({ press: 'Enter' })
    await until(() => window.$('.chip [role=alert]')?.textContent === tools.attach.errors.file_disguised)
    assert.equal(window.field.value, 'Look')
    assert.equal(partsSent(window).length, 0)
    window.$('.chip button')?.click()
    await window.gone('.chip')
    assert.equal(window.root.activeElement, window.field)
  })

  it('CW-5 offers what can be attached in a menu, by keyboard alone, and gives the focus back', async () => {
    const window = await equipped()
    window.$('.composer-menu')?.focus()
    await sendKeys({ press: 'Enter' })
    await window.find('.composer-panel [role=menu]')
    assert.deepEqual(window.all('[role=menuitem]').map(({ textContent }) => textContent.trim()), [tools.attach.picture, tools.attach.file, tools.attach.location])
    await sendKeys({ press: 'Escape' })
    await window.gone('.composer-panel')
    assert.equal(window.root.activeElement, window.$('.composer-menu'))
    assert.equal(window.closeRequests(), 0)
  })

  it('CW-5 asks Apple’s telephones for a picture that everybody can see, and takes theirs all the same', async () => {
    const window = await equipped()
    const input = window.$('input[type=file]') as HTMLInputElement
    const asked = new Promise<string>((resolve) => {
      input.addEventListener('click', (event) => {
        event.preventDefault()
        resolve(input.accept)
      })
    })
    window.$('.composer-menu')?.click()
    await window.find('.composer-panel [role=menu]')
    window.all('[role=menuitem]').find(({ textContent }) => textContent.trim() === tools.attach.file)?.click()
    const endings = (await asked).split(',')
    assert.deepEqual(['.jpg', '.pdf', '.heic'].map((ending) => endings.includes(ending)), [true, true, false])
    paste(window, carry([new File(['a picture'], 'IMG_0001.HEIC')]))
    await window.find('.chip')
  })

  it('CW-5 offers nothing that the workspace has switched off', async () => {
    const window = await stage({ company: () => PANELS.en, settings: { files: { isOn: false, most: 1, endings: [] }, offersVoice: false, offersLocation: false } })
    await window.find('.unfold')
    await until(() => window.$('.composer-menu') === null)
    assert.equal(window.$('.composer-voice'), null)
    assert.ok(window.$('.composer-emoji'))
  })
})

describe('emoji', () => {
  it('CW-5 finds one by a word, puts it in at the caret, and remembers it', async () => {
    const window = await equipped({ draft: 'ab' })
    window.field.setSelectionRange(1, 1)
    window.$('.composer-emoji')?.click()
    await window.find('.emoji-grid button')
    await sendKeys({ type: 'party pop' })
    await until(() => window.$('.emoji-grid button')?.textContent === '🎉')
    await sendKeys({ press: 'Enter' })
    await until(() => window.field.value === 'a🎉b')
    assert.equal(window.device.get('emoji'), '🎉')
    await sendKeys({ press: 'Escape' })
    await window.gone('.emoji')
    assert.equal(window.root.activeElement, window.$('.composer-emoji'))
  })

  it('CW-19 is moved in by arrows, with one stop for the tab key', async () => {
    const window = await equipped()
    window.$('.composer-emoji')?.click()
    await window.find('.emoji-grid button')
    assert.equal(window.all('.emoji-grid [tabindex="0"]').length, 1)
    await sendKeys({ press: 'ArrowDown' })
    const at = () => window.all('.emoji-grid button').indexOf(window.root.activeElement as HTMLElement)
    assert.equal(at(), 0)
    for (const [key, expected] of [['ArrowRight', 1], ['ArrowDown', 9], ['ArrowLeft', 8], ['ArrowUp', 0], ['ArrowUp', 0], ['End', window.all('.emoji-grid button').length - 1], ['Home', 0]] as const) {
      await sendKeys({ press: key })
      assert.equal(at(), expected, key)
    }
    await sendKeys({ press: 'Enter' })
    await until(() => window.field.value !== '')
  })

  it('CW-5 gives hands the skin tone that was chosen', async () => {
    const window = await equipped({ facts: { skin: '\u{1f3fd}' } })
    window.$('.composer-emoji')?.click()
    await window.find('.emoji-grid button')
    await sendKeys({ type: 'waving hand' })
    await until(() => window.$('.emoji-grid button')?.textContent === '👋🏽')
  })
})

describe('where one is', () => {
  const place = { coords: { latitude: 38.71667, longitude: -9.13333, accuracy: 35 } } as GeolocationPosition
  const asks = (act: Geolocation['getCurrentPosition']) => {
    const real = navigator.geolocation.getCurrentPosition
    navigator.geolocation.getCurrentPosition = act
    return () => void (navigator.geolocation.getCurrentPosition = real)
  }
  async function opened() {
    const window = await equipped()
    window.$('.composer-menu')?.click()
    await window.find('[role=menuitem]')
    window.all('[role=menuitem]').at(-1)?.click()
    await window.find('.where')
    return window
  }

  it('CW-5 shows what will be sent, and sends it', async () => {
    const restore = asks((done) => done(place))
    const window = await opened()
    await until(() => (window.$('.where')?.textContent ?? '').includes('38.71667, -9.13333'))
    assert.equal(partsSent(window).length, 0)
    window.$('.where .button-main')?.click()
    await until(() => partsSent(window).length === 1)
    assert.deepEqual(partsSent(window)[0], [{ type: 'location', latitude: 38.71667, longitude: -9.13333, accuracy: 35 }])
    const map = (await window.find('.message-own .part-action')) as HTMLAnchorElement
    assert.match(map.href, /^https:\/\/www\.openstreetmap\.org\/\?mlat=38\.716670/)
    assert.equal(map.rel, 'noopener noreferrer')
    restore()
  })

  it('CW-5 says what to do where it is refused, and asks again', async () => {
    let nr = 0
    const restore = asks((done, failed) => (nr++ === 0 ? failed?.({ code: 1, PERMISSION_DENIED: 1 } as GeolocationPositionError) : done(place)))
    const window = await opened()
    await until(() => (window.$('.where [role=status]')?.textContent ?? '').includes(tools.location.denied))
    window.$('.where .button-main')?.click()
    await until(() => (window.$('.where')?.textContent ?? '').includes('38.71667'))
    restore()
  })
})

describe('a voice message', () => {
  const media = navigator.mediaDevices
  const real = media.getUserMedia.bind(media)
  afterEach(() => void (media.getUserMedia = real))
  /** A microphone that hears a tone. */
  const hears = () => {
    const context = new AudioContext()
    const source = context.createOscillator()
    const out = context.createMediaStreamDestination()
    source.connect(out)
    source.start()
    media.getUserMedia = async () => out.stream
    return out.stream
  }

  it('CW-5 is recorded, can be listened to, and is sent by itself with its length; the microphone is let go', async () => {
    const stream = hears()
    const window = await equipped()
    window.$('.composer-voice')?.click()
    const stop = await window.find(`[aria-label="${tools.voice.stop}"]`)
    stop.click()
    await window.find('.voice .sound')
    assert.deepEqual(stream.getTracks().map(({ readyState }) => readyState), ['ended'])
    window.$('.voice .composer-send')?.click()
    await until(() => partsSent(window).length === 1)
    const [part] = partsSent(window)[0] as [FilePart]
    assert.match(part.file.name, /^voice\.(webm|m4a|ogg)$/)
    assert.ok((part.file.durationMs ?? -1) >= 0)
    await window.gone('.voice')
  })

  for (const [name, words] of [['NotAllowedError', tools.voice.denied], ['NotFoundError', tools.voice.missing], ['NotReadableError', tools.voice.busy]] as const) {
    it(`CW-5 says what to do on ${name}`, async () => {
      media.getUserMedia = async () => Promise.reject(new DOMException('', name))
      const window = await equipped()
      window.$('.composer-voice')?.click()
      await until(() => (window.$('.voice [role=alert]')?.textContent ?? '').includes(words))
      await settled(window.host)
      assert.deepEqual(await accessibilityFaults(window.host), [])
      await sendKeys({ press: 'Escape' })
      await window.gone('.voice')
      assert.equal(window.closeRequests(), 0)
    })
  }
})

describe('files in messages', () => {
  const file = (more: Partial<FilePart['file']>): FilePart => ({ type: 'file', file: { id: 'f1' as FileId, name: 'plan.pdf', type: 'application/pdf', size: 820_000, ...more } })
  const links = (href: string): readonly FileLinks[] => [{ id: 'f1' as FileId, href }]
  const says = (window: Stage, part: Part) => happens(window.thread, [{ type: 'message', id: `m-${part.type}` as never, from: { kind: 'agent', id: 'ann' as never, name: 'Ann' }, parts: [part] }], {})
  async function showing(part: Part, found: readonly FileLinks[]) {
    const window = await equipped()
    let asked = 0
    window.thread.ask = (async () => (asked++, ok(found))) as never
    says(window, part)
    return { window, asked: () => asked }
  }

  it('CW-5 shows any file as a card that leads to it', async () => {
    const { window } = await showing(file({}), links('/plan.pdf'))
    const link = (await window.find('.part-tool')) as HTMLAnchorElement
    assert.equal(link.getAttribute('aria-label'), tools.file.download('plan.pdf'))
    assert.match(window.$('.part-about')?.textContent ?? '', /plan\.pdfPDF · 820\s?kB/)
    await settled(window.host)
    assert.deepEqual(await accessibilityFaults(window.host), [])
  })

  it('CW-5 says of a file that is gone that it is', async () => {
    const { window } = await showing(file({}), [])
    await until(() => (window.$('.part-about')?.textContent ?? '').includes(tools.file.gone))
  })

  it('CW-5 keeps the room of a picture before it is there, and opens it large, with the focus kept and given back', async () => {
    const address = URL.createObjectURL(await picture())
    const { window } = await showing(file({ name: 'harbour.png', type: 'image/png', width: 320, height: 200 }), links(address))
    const box = (await window.find('.part-picture')).getBoundingClientRect()
    assert.ok(box.width > 200 && Math.abs(box.width / box.height - 1.6) < 0.02, `${box.width} × ${box.height}`)
    const open = await window.find('.part-open:not(:disabled)')
    const img = await window.find('.part-open img')
    await until(() => (img as HTMLImageElement).complete)
    const after = (window.$('.part-picture') as HTMLElement).getBoundingClientRect()
    assert.deepEqual([after.width, after.height], [box.width, box.height])
    open.focus()
    await sendKeys({ press: 'Enter' })
    const dialog = (await window.find('dialog')) as HTMLDialogElement
    await until(() => dialog.open)
    assert.ok(dialog.contains(window.root.activeElement))
    await sendKeys({ press: '+' })
    await until(() => /scale\(1\.5\)/.test(window.$('.viewer-stage img')?.style.transform ?? ''))
    await settled(window.host)
    assert.deepEqual(await accessibilityFaults(window.host), [])
    // As the layer around the window does, for the dialogs of the page.
    window.host.addEventListener('keydown', (event) => event.key === 'Escape' && event.preventDefault(), { capture: true })
    await sendKeys({ press: 'Escape' })
    await window.gone('dialog')
    assert.equal(window.root.activeElement, open)
    assert.equal(window.closeRequests(), 0)
    URL.revokeObjectURL(address)
  })

  it('CW-5 plays a sound by its own controls', async () => {
    const address = URL.createObjectURL(tone())
    const { window } = await showing(file({ name: 'tone.wav', type: 'audio/wav', size: 16_044, durationMs: 1_000 }), links(address))
    const play = (await window.find('.sound-play:not(:disabled)')) as HTMLButtonElement
    assert.equal(window.$('.sound-time')?.textContent, '0:01')
    play.click()
    await until(() => play.getAttribute('aria-label') === tools.file.pause)
    play.click()
    await until(() => play.getAttribute('aria-label') === tools.file.play)
    assert.deepEqual(await accessibilityFaults(window.host), [])
    URL.revokeObjectURL(address)
  })

  it('asks for all files that come into view together, once', async () => {
    const { window, asked } = await showing(file({}), links('/plan.pdf'))
    says(window, { ...file({}), file: { ...file({}).file, id: 'f2' as FileId } })
    await window.find('.part-tool')
    assert.equal(asked(), 1)
  })
})

describe('what is open above the composer', () => {
  for (const [language, scheme] of [['en', 'light'], ['zh', 'dark'], ['ar', 'light']] as const) {
    it(`CW-19 has no fault, in ${language} and ${scheme}`, async () => {
      const window = await equipped({ language, theme: { accent: '#ffcc00', scheme }, draft: '' })
      paste(window, carry([await picture(), tone()]))
      await until(() => window.all('.chip').length === 2)
      await settled(window.host)
      assert.deepEqual(await accessibilityFaults(window.host), [], 'chips')
      for (const [button, panel] of [['.composer-emoji', '.emoji-grid button'], ['.composer-menu', '[role=menuitem]']] as const) {
        window.$(button)?.click()
        await window.find(panel)
        await settled(window.host)
        assert.deepEqual(await accessibilityFaults(window.host), [], panel)
      }
    })
  }
})

describe('the window’s frame', () => {
  const box = (window: Stage) => {
    const { x, y, width, height } = (window.$('.place') as HTMLElement).getBoundingClientRect()
    return [x, y, width, height].map(Math.round)
  }

  it('CW-1 is moved and resized by keyboard, and remembered', async () => {
    await setViewport({ width: 1_000, height: 800 })
    try {
      const window = await equipped()
      const grip = await window.find('.frame-move')
      await settled(window.host)
      const [x = 0, y = 0, width = 0, height = 0] = box(window)
      grip.focus()
      await sendKeys({ press: 'ArrowLeft' })
      await sendKeys({ press: 'ArrowUp' })
      assert.deepEqual(box(window), [x - 24, y - 24 < 8 ? 8 : y - 24, width, height])
      await sendKeys({ press: 'Shift+ArrowLeft' })
      assert.equal(box(window)[2], width + 24)
      assert.ok(window.device.get('frame'))
      const again = await equipped({ facts: { frame: window.device.get('frame') ?? '' } })
      await again.find('.place-open')
      await settled(again.host)
      assert.deepEqual(box(again), box(window))
    } finally {
      await setViewport({ width: 800, height: 600 })
    }
  })

  it('CW-1 is dragged by its head, resized at an edge, enlarged, and stays on the screen', async () => {
    await setViewport({ width: 1_000, height: 800 })
    try {
      const window = await equipped()
      await window.find('.frame-move')
      await settled(window.host)
      const drag = (element: Element, x: number, y: number) => {
        const from = element.getBoundingClientRect()
        const at = (type: string, dx: number, dy: number) =>
          element.dispatchEvent(new PointerEvent(type, { pointerId: 1, button: 0, clientX: from.x + 2 + dx, clientY: from.y + 2 + dy, bubbles: true, composed: true, cancelable: true }))
        element.setPointerCapture = () => undefined
        at('pointerdown', 0, 0)
        at('pointermove', x, y)
        at('pointerup', x, y)
      }
      const [x = 0, , width = 0] = box(window)
      drag(window.$('.head') as Element, -100, 0)
      assert.equal(box(window)[0], x - 100)
      drag(window.$('.edge-start') as Element, -50, 0)
      assert.deepEqual([box(window)[0], box(window)[2]], [x - 150, width + 50])
      drag(window.$('.head') as Element, -5_000, -5_000)
      assert.deepEqual(box(window).slice(0, 2), [8, 8])
      await drawn()
      window.$('.frame-size')?.click()
      assert.deepEqual(box(window).slice(2), [760, 784])
      assert.equal(window.$('.frame-size')?.getAttribute('aria-label'), tools.frame.restore)
      window.$('.frame-size')?.click()
      assert.equal(box(window)[2], width + 50)
      await setViewport({ width: 600, height: 500 })
      await until(() => box(window)[3] === 484)
    } finally {
      await setViewport({ width: 800, height: 600 })
    }
  })

  it('CW-1 has nothing of it on a phone', async () => {
    await setViewport({ width: 360, height: 640 })
    try {
      const window = await stage({ facts: { frame: '100 100 400 500' } })
      assert.deepEqual(box(window), [0, 0, 360, 640])
      assert.equal(window.$('.head-tools'), null)
    } finally {
      await setViewport({ width: 800, height: 600 })
    }
  })
})

describe('writing', () => {
  it('CW-4 lets Enter and Ctrl+Enter change places', async () => {
    const window = await equipped({ facts: { enter: 'line' } })
    assert.equal(window.field.getAttribute('enterkeyhint'), 'enter')
    await sendKeys({ type: 'one' })
    await sendKeys({ press: 'Enter' })
    await sendKeys({ type: 'two' })
    assert.equal(window.field.value, 'one\ntwo')
    await sendKeys({ press: 'Control+Enter' })
    await until(() => partsSent(window).length === 1)
  })

  it('CW-5 keeps a hundred thousand pasted characters, and says what is too much', async () => {
    const window = await equipped()
    window.field.focus()
    document.execCommand('insertText', false, 'word '.repeat(20_000))
    await drawn()
    assert.equal(window.field.value.length, 100_000)
    assert.match(window.$('#composer-about')?.textContent ?? '', /95,999 characters too many/)
    document.execCommand('undo')
    await drawn()
    assert.equal(window.field.value, '')
  })

  it('CW-19 does without motion, and in forced colours', async () => {
    await emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    try {
      const window = await equipped()
      window.$('.composer-emoji')?.click()
      await window.find('.emoji-grid button')
      await settled(window.host)
      assert.deepEqual(await accessibilityFaults(window.host), [])
    } finally {
      await emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' })
    }
  })
})
