// @ts-check
import { opensChat } from './ask.js'

opensChat('talk-to-us', 'talk-otherwise')
