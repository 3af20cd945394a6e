import { Icon } from '../chat-window/parts/icon.tsx'
import { circleAlert } from '../icons/index.ts'

/** Why something was refused. It stands there from the beginning, empty, so that what it says is announced. */
export const Trouble = ({ children }: { readonly children: string | undefined }) => (
  <div role="alert">
    {children && (
      <p class="card-trouble">
        <Icon path={circleAlert} size={16} /> <span>{children}</span>
      </p>
    )}
  </div>
)
