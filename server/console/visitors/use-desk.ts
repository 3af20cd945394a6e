import { useEffect, useState } from 'preact/hooks'
import type { DeskClient } from '../desk-client.ts'
import type { DeskState } from '../desk-state.ts'
import { useSurroundings } from '../surroundings.ts'
import { NOBODY } from './live-list.ts'
import { createWatch } from './watch.ts'

/** Who is on the sites, for as long as somebody looks. */
export function useWatch(desk: DeskClient) {
  const { clock } = useSurroundings()
  const [seen, setSeen] = useState<Pick<ReturnType<typeof createWatch>, 'list' | 'failure'>>({ list: NOBODY, failure: undefined })
  useEffect(() => {
    const watch = createWatch({ link: desk.link, clock })
    const look = () => setSeen({ list: watch.list, failure: watch.failure })
    const unsubscribe = watch.subscribe(look)
    return () => {
      unsubscribe()
      watch.stop()
    }
  }, [desk, clock])
  return seen
}

/** Of what goes on at the desk, only who is there. */
export function useColleagues(desk: DeskClient): readonly [agents: DeskState['agents'], me: DeskState['me']] {
  const [agents, setAgents] = useState(desk.state.agents)
  const [me, setMe] = useState(desk.state.me)
  useEffect(() => {
    const look = () => {
      setAgents(desk.state.agents)
      setMe(desk.state.me)
    }
    look()
    return desk.subscribe(look)
  }, [desk])
  return [agents, me]
}
