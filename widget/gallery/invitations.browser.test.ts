import { checkPieces } from './testing/check-pieces.ts'

checkPieces('Invitations')
