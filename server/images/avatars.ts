/**
 * The built-in avatars (RC-3): one family of flat drawings on a quiet ground, on a grid of 96. The ground fills the
 * square and the subject stays within the circle, for pages crop them round. Each has three colours of its own and
 * their shades, and reads at 40 px.
 */
import type { BUILT_IN_AVATARS } from '@foyer/sdk/protocol'

type Name = (typeof BUILT_IN_AVATARS)[number]

const drawing = (ground: string, shapes: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><path fill="${ground}" d="M0 0h96v96H0z"/>${shapes}</svg>`

export const AVATARS: Readonly<Record<Name, string>> = {
  bell: drawing(
    '#f5e6cc',
    '<circle cx="48" cy="30" r="4.5" fill="#7a4e1c"/><path fill="#d9993d" d="M22 61a26 26 0 0 1 52 0z"/><path fill="#eab862" d="M29 57a20 20 0 0 1 15-16.500c-5 4-8 10-8.5 16.500z"/><rect x="18" y="63" width="60" height="7" rx="3.5" fill="#7a4e1c"/>',
  ),
  bloom: drawing(
    '#f7e1de',
    '<g fill="#d0737a"><circle cx="48" cy="32" r="13"/><circle cx="63.2" cy="43.1" r="13"/><circle cx="57.4" cy="60.9" r="13"/><circle cx="38.6" cy="60.9" r="13"/><circle cx="32.8" cy="43.1" r="13"/></g><circle cx="48" cy="48" r="14" fill="#be5c67"/><circle cx="48" cy="48" r="9" fill="#f4cb7d"/>',
  ),
  compass: drawing(
    '#dde8ed',
    '<circle cx="48" cy="48" r="27" fill="#fbfaf5" stroke="#2e5c74" stroke-width="5"/><path fill="#cf6a46" d="M61 35 52.5 52.5 43.5 43.500z"/><path fill="#2e5c74" d="m35 61 8.5-17.5 9 9z"/><circle cx="48" cy="48" r="2.8" fill="#fbfaf5"/>',
  ),
  cup: drawing(
    '#efe2d8',
    '<path fill="none" stroke="#9c6a50" stroke-width="5" d="M64 46h3.500a8 8 0 0 1 0 16H62"/><path fill="#9c6a50" d="M28 42h38v14a15 15 0 0 1-15 15h-8a15 15 0 0 1-15-15z"/><path fill="#6d4635" d="M28 42h38v5H28z"/><path fill="none" stroke="#c9a38c" stroke-width="3.5" stroke-linecap="round" d="M41 34c-3-4 3-6 0-10M53 34c-3-4 3-6 0-10"/>',
  ),
  door: drawing(
    '#e4ebdf',
    '<path fill="#f6d78f" d="M30 74V42a18 18 0 0 1 36 0v32z"/><path fill="#4d7a5c" d="M30 74V42a18 18 0 0 1 18-18l4 7v48z"/><circle cx="45" cy="54" r="2.4" fill="#f6d78f"/><path fill="none" stroke="#35573f" stroke-width="4.5" d="M23 74h7V42a18 18 0 0 1 36 0v32h7"/>',
  ),
  harbour: drawing(
    '#d7e9ee',
    '<circle cx="66" cy="30" r="7" fill="#f4cb7d"/><path fill="#fdfbf5" d="M46 22v34H26z"/><path fill="#d2724d" d="M50 30v26h17z"/><path fill="#17566a" d="M22 60h52l-7 11H29z"/><path fill="#5ba3b5" d="M0 71q8-5 16 0t16 0 16 0 16 0 16 0 16 0v25H0z"/>',
  ),
  leaf: drawing(
    '#e3eeda',
    '<path fill="#6a9a55" d="M70 24c4 26-8 44-38 44-2-28 14-42 38-44z"/><path fill="#86b26c" d="M70 24C46 26 30 40 32 68z"/><path fill="none" stroke="#3d6636" stroke-width="4" stroke-linecap="round" d="M25 75c7-12 17-24 31-36"/>',
  ),
  sun: drawing(
    '#fce8c8',
    '<path fill="none" stroke="#e9a94e" stroke-width="4.5" stroke-linecap="round" d="M48 21v7M25.4 30.400l5 5M70.6 30.400l-5 5M17 54h6M73 54h6"/><circle cx="48" cy="54" r="18" fill="#e9a94e"/><path fill="#c9714c" d="M0 68q28-20 56-6 22 10 40-2v36H0z"/><path fill="#a9563c" d="M0 78q30-14 54-3t42 3v18H0z"/>',
  ),
}
