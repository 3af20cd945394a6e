/** Where somebody is: the figures, and a link to a map. Nothing is loaded from the map's server before one goes there. */
import type { LocationPart } from '@foyer/sdk/protocol'
import { Icon } from '../../chat-window/parts/icon.tsx'
import { leads } from '../../icons/extras.ts'
import { mapPin } from '../../icons/extras.ts'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { dressParts } from './parts-css.ts'
import type { PartProps } from './index.tsx'

export const LocationView = ({ part, port, words }: Pick<PartProps<LocationPart>, 'part' | 'port' | 'words'>) => (
  <div class="part part-card" ref={dressParts}>
    <Place place={part} language={port.language} words={words} />
    <a class="part-action" href={mapOf(part)} target="_blank" rel="noopener noreferrer">
      {words.location.map} <Icon path={leads} size={16} />
    </a>
  </div>
)

/** The figures of a place; five decimals are a metre. */
export const Place = ({ place, language, words }: { readonly place: LocationPart; readonly language: string; readonly words: ExtrasWords }) => (
  <div class="part-file">
    <span class="part-icon">
      <Icon path={mapPin} />
    </span>
    <div class="part-about">
      <b>{words.location.title}</b>
      <bdi class="part-figures" dir="ltr">
        {place.latitude.toFixed(5)}, {place.longitude.toFixed(5)}
      </bdi>
      {place.accuracy !== undefined && <span>{words.location.accuracy(metres(place.accuracy, language))}</span>}
    </div>
  </div>
)

function metres(value: number, language: string): string {
  const isFar = value >= 1_000
  return new Intl.NumberFormat(language, { numberingSystem: 'latn', style: 'unit', unit: isFar ? 'kilometer' : 'meter', unitDisplay: 'short', maximumFractionDigits: isFar ? 1 : 0 }).format(
    isFar ? value / 1_000 : Math.max(1, value),
  )
}

/** A page of OpenStreetMap with a pin. */
function mapOf({ latitude, longitude }: LocationPart): string {
  const [lat, lon] = [latitude.toFixed(6), longitude.toFixed(6)]
  return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=16/${lat}/${lon}`
}
