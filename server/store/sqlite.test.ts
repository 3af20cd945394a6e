import { makeSqlitePlace } from '../testing/places.ts'
import { storeContract } from './contract.ts'

storeContract('sqlite', { makePlace: makeSqlitePlace, keepsOrderOfCalls: true })
