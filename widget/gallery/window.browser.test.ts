import { checkPieces } from './testing/check-pieces.ts'

checkPieces('Chat window')
