/** Records the microphone, in the sound format that the browser makes, for five minutes at the most. */
export const LONGEST_MS = 5 * 60_000

export interface Spoken {
  readonly blob: Blob
  readonly durationMs: number
}

export interface Recording {
  /** Now, 0 to 1. */
  level(): number
  elapsedMs(): number
  stop(): Promise<Spoken>
}

/** Why it cannot be: refused, none there, taken by another program, or not made by this browser or on this page. */
export type Trouble = 'denied' | 'missing' | 'busy' | 'unsupported'

/** What servers and browsers know, the smallest first. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4;codecs=mp4a.40.2', 'audio/mp4', 'audio/ogg;codecs=opus']

/**
 * @param signal ends it, discards everything and frees the microphone
 * @param onLongest called when it has ended by itself
 */
export async function record(signal: AbortSignal, onLongest: (spoken: Spoken) => void): Promise<Recording | { readonly trouble: Trouble }> {
  // Pages without TLS have no microphone.
  const type = typeof MediaRecorder === 'function' ? TYPES.find((each) => MediaRecorder.isTypeSupported(each)) : undefined
  if (!navigator.mediaDevices || !type) return { trouble: 'unsupported' }
  let stream: MediaStream
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } })
  } catch (error) {
    return { trouble: TROUBLES[(error as DOMException).name] ?? 'unsupported' }
  }
  const free = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  if (signal.aborted) {
    free()
    return { trouble: 'denied' }
  }

  // Speech is well understood at this rate; five minutes are 1.2 MB.
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 32_000 })
  const pieces: Blob[] = []
  const startedAt = performance.now()
  const { level, close } = meter(stream)
  const done = new Promise<Spoken>((resolve) => {
    recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data))
    recorder.addEventListener('stop', () => {
      const durationMs = Math.min(LONGEST_MS, Math.round(performance.now() - startedAt))
      clearTimeout(limit)
      close()
      free()
      resolve({ blob: new Blob(pieces, { type: type.replace(/;.*/, '') }), durationMs })
    })
  })
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop()
    return done
  }
  const limit = setTimeout(() => {
    void stop().then((spoken) => signal.aborted || onLongest(spoken))
  }, LONGEST_MS)
  signal.addEventListener('abort', stop)
  // In pieces, so that a browser that runs out of memory has most of it.
  recorder.start(1_000)
  return { level, elapsedMs: () => performance.now() - startedAt, stop }
}

const TROUBLES: Readonly<Record<string, Trouble>> = { NotAllowedError: 'denied', SecurityError: 'denied', NotFoundError: 'missing', OverconstrainedError: 'missing', NotReadableError: 'busy', AbortError: 'busy' }

function meter(stream: MediaStream): { level(): number; close(): void } {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 512
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  return {
    level() {
      analyser.getFloatTimeDomainData(samples)
      let sum = 0
      for (const sample of samples) sum += sample * sample
      // Loud speech is some -10 dB, a quiet room some -60.
      return Math.min(1, Math.max(0, 1 + Math.log10(Math.sqrt(sum / samples.length) + 1e-6) / 2.5))
    },
    close: () => void context.close().catch(() => undefined),
  }
}
