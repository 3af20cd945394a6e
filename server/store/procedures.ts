/** Every file that defines procedures. The store's worker reads this list to know them all. */
import './procedure.ts'
import './migrate.ts'
import '../conversations/reading.ts'
import '../conversations/store.ts'
import '../desk/store.ts'
import '../visitors/store.ts'
