/**
 * Plays one sound at a time. What lies on this device, and what is short, is decoded and played as samples: pages whose
 * policy names the origins of their sounds would refuse its address, and report it, while what they let us fetch they let
 * us play (CW-25). What is long is played as it comes, for as samples it would fill the memory.
 */
export interface Player {
  readonly isPlaying: boolean
  /** Seconds. */
  readonly time: number
  /** Seconds, once it is known. */
  readonly duration: number | undefined
  /** Rejects if it cannot be played. */
  play(): Promise<void>
  pause(): void
  seek(seconds: number): void
  destroy(): void
}

let playing: Player | undefined

/** Pauses what plays, wherever that is: before another sound, and before a recording. */
export function hush(): void {
  playing?.pause()
  playing = undefined
}

/**
 * @param isShort that an address leads to so little that it can be held as samples
 * @param onChange called as time goes on, and when it starts and stops
 */
export function createPlayer(source: string | Blob, isShort: boolean, onChange: () => void): Player {
  const player = typeof source !== 'string' ? asSamples(async () => source, onChange) : isShort ? asSamples(() => fetchAll(source), onChange) : fromAddress(source, onChange)
  return {
    get isPlaying() {
      return player.isPlaying
    },
    get time() {
      return player.time
    },
    get duration() {
      return player.duration
    },
    async play() {
      if (playing !== player) hush()
      playing = player
      await player.play()
    },
    pause: () => player.pause(),
    seek: (seconds) => player.seek(seconds),
    destroy() {
      if (playing === player) playing = undefined
      player.destroy()
    },
  }
}

function fromAddress(address: string, onChange: () => void): Player {
  const audio = new Audio()
  audio.preload = 'metadata'
  audio.src = address
  const life = new AbortController()
  for (const type of ['play', 'pause', 'ended', 'timeupdate', 'durationchange']) audio.addEventListener(type, onChange, { signal: life.signal })
  return {
    get isPlaying() {
      return !audio.paused && !audio.ended
    },
    get time() {
      return audio.currentTime
    },
    get duration() {
      return Number.isFinite(audio.duration) ? audio.duration : undefined
    },
    play: () => audio.play(),
    pause: () => audio.pause(),
    seek(seconds) {
      audio.currentTime = seconds
    },
    destroy() {
      life.abort()
      audio.pause()
      audio.removeAttribute('src')
      audio.load()
    },
  }
}

async function fetchAll(address: string): Promise<Blob> {
  const response = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' })
  if (!response.ok) throw new Error(`It was answered with ${response.status}.`)
  return response.blob()
}

function asSamples(read: () => Promise<Blob>, onChange: () => void): Player {
  let context: AudioContext | undefined
  let samples: AudioBuffer | undefined
  let node: AudioBufferSourceNode | undefined
  /** Where it stood when it was started, in seconds, and the context's time of that. */
  let from = 0
  let startedAt = 0
  let frame = 0
  let isOver = false

  const time = () => Math.min(samples?.duration ?? Infinity, node && context ? from + context.currentTime - startedAt : from)
  const tick = () => {
    frame = requestAnimationFrame(tick)
    onChange()
  }
  function stop(at: number): void {
    cancelAnimationFrame(frame)
    if (node) node.onended = null
    node?.stop()
    node?.disconnect()
    node = undefined
    from = at
  }
  function start(): void {
    if (!context || !samples) return
    node = context.createBufferSource()
    node.buffer = samples
    node.connect(context.destination)
    node.onended = () => {
      stop(0)
      onChange()
    }
    startedAt = context.currentTime
    node.start(0, from)
    tick()
  }

  return {
    get isPlaying() {
      return node !== undefined
    },
    get time() {
      return time()
    },
    get duration() {
      return samples?.duration
    },
    async play() {
      context ??= new AudioContext()
      samples ??= await context.decodeAudioData(await (await read()).arrayBuffer())
      await context.resume()
      if (isOver || node) return
      start()
    },
    pause() {
      stop(time())
      onChange()
    },
    seek(seconds) {
      const wasPlaying = node !== undefined
      stop(seconds)
      if (wasPlaying) start()
      onChange()
    },
    destroy() {
      isOver = true
      stop(0)
      void context?.close().catch(() => undefined)
    },
  }
}
