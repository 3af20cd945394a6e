import type { GroupId, GroupRecord, RoutingCondition, RoutingRule } from '@foyer/sdk/protocol'
import { languageName } from '../format.ts'
import { useSurroundings } from '../surroundings.ts'
import { useAllocationWords } from './words.ts'

/** Rules in sentences, as they are read over quickly. */
export function useRuleWords(groups: readonly GroupRecord[]) {
  const { locale } = useSurroundings()
  const words = useAllocationWords()
  const { if: said, or, always, asItWould, groupGone, goesTo, hasPriority, needs } = words.routing

  const nameOf = (id: GroupId) => groups.find((group) => group.id === id)?.name ?? groupGone
  const quoted = (values: readonly string[]) => (values.length > 0 ? or(values) : '…')
  function conditionIn(condition: RoutingCondition): string {
    switch (condition.kind) {
      case 'page':
        return said.page(quoted(condition.patterns.filter(Boolean)))
      case 'source':
        return said.source(quoted(condition.values))
      case 'language':
        return said.language(quoted(condition.languages.map((language) => languageName(language, locale))))
      case 'attribute':
        return said.attribute(condition.name || '…', quoted(condition.values))
      case 'choice':
        return said.choice(quoted(condition.values))
      case 'hours':
        return said.hours(condition.isWithin)
    }
  }
  return {
    nameOf,
    conditionsIn: ({ conditions }: RoutingRule): string => (conditions.length > 0 ? words.and(conditions.map(conditionIn)) : always),
    outcomeIn({ groupId, priority, skills = [] }: RoutingRule): string {
      const all = [groupId !== undefined && goesTo(nameOf(groupId)), priority !== undefined && hasPriority(priority), skills.length > 0 && needs(words.and(skills))].filter((one) => one !== false)
      return all.length > 0 ? all.join(', ') : asItWould
    },
  }
}
