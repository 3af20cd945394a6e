import type { RuleTester } from 'oxlint/plugins-dev'

/** What a rule of oxlint is. The package exports the type only inside that of its tester. */
export type Rule = Parameters<RuleTester['run']>[1]
