// @ts-check
import { whenFoyer } from './when-foyer.js'

// The phone has a button of its own; a second one on this page would only confuse.
whenFoyer((Foyer) => Foyer.hide())
