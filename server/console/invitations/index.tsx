/** Pages of the settings on invitations (IV-5, IV-7, IV-9): fetched when somebody comes to them. */
import { framed } from './frame.tsx'
import { InvitationsPage } from './invitations-page.tsx'

export const Invitations = framed(InvitationsPage)
