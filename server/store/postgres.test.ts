import { makePostgresPlace } from '../testing/places.ts'
import { storeContract } from './contract.ts'

storeContract('postgres', { makePlace: makePostgresPlace, keepsOrderOfCalls: false })
