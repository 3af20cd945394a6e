/** Components with everything that the maker decides, and the pictures in them. */
import { sql } from 'kysely'
import type { Migration } from '../store/migration.ts'
import { db } from '../store/procedure.ts'

/** Until now there was one component, and this is what it was like. */
const ROUND_BUTTON = {
  kind: 'web-chat',
  placement: 'web-page',
  style: 'round-button',
  shownName: 'Chat with us',
  greeting: '',
  position: 'bottom-end',
  offset: { inline: 20, block: 20 },
  face: 'agent',
  language: 'auto',
  show: {},
}

const add = (name: string, type: 'text' | 'integer' | 'bigint') => db.schema.alterTable('components').addColumn(name, type)
const addNumber = (table: 'components' | 'sites', name: string, type: 'integer' | 'bigint', value: number) =>
  db.schema.alterTable(table).addColumn(name, type, (column) => column.notNull().defaultTo(value))
const drop = (name: string) => db.schema.alterTable('components').dropColumn(name)

export const RECEPTION: Migration = {
  name: '0003-reception-components',
  changes: [
    db.schema.alterTable('components').addColumn('slug', 'text', (column) => column.notNull().defaultTo('')),
    db.schema.alterTable('components').addColumn('draft', 'text', (column) => column.notNull().defaultTo('')),
    addNumber('components', 'revision', 'integer', 1),
    addNumber('components', 'changed_at', 'bigint', 0),
    add('changed_by', 'text'),
    add('deleted_at', 'bigint'),
    db.updateTable('components').set({ slug: sql<string>`id`, draft: JSON.stringify(ROUND_BUTTON), changed_at: sql<number>`created_at` }),
    ...['kind', 'style', 'shown_name', 'corner', 'offset'].map(drop),
    db.schema.createIndex('components_by_slug').on('components').column('slug').unique(),
    addNumber('sites', 'revision', 'integer', 1),
    db.schema
      .createTable('images')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('workspace_id', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('width', 'integer', (column) => column.notNull())
      .addColumn('height', 'integer', (column) => column.notNull())
      .addColumn('bytes', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull()),
    // Clicks of the last days, for the list. Most facts have no component, and messages never.
    db.schema.createIndex('facts_by_component_id_at').on('facts').columns(['component_id', 'at']).where('component_id', 'is not', null),
  ],
}

export const COUNTING: Migration = {
  name: '0004-counting-components',
  changes: [
    // With the kind in it, clicks are counted by the index alone.
    db.schema.dropIndex('facts_by_component_id_at'),
    db.schema.createIndex('facts_by_component_id_kind_at').on('facts').columns(['component_id', 'kind', 'at']).where('component_id', 'is not', null),
    // A browser that is not sure says it again, maybe a day later: the time must not make it another fact.
    db.schema.createIndex('facts_counted_once').on('facts').column('id').unique().where(sql.ref('kind'), 'in', ['component-shown', 'component-clicked']),
  ],
}
