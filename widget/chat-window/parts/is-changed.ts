/** Whether a view has to be drawn again: functions are called late, and may be others each time. */
export const isChanged = <Props extends object>(now: Props, next: Props): boolean =>
  (Object.keys(next) as (keyof Props)[]).some((key) => typeof next[key] !== 'function' && now[key] !== next[key])
