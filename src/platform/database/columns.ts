import { DefaultNamingStrategy, type ValueTransformer } from 'typeorm';

/** `customsOffice` is the column `customs_office`: no entity needs to name its columns. */
export class SnakeCaseColumns extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
  }
}

/** Fresh options of a `timestamptz` column (TypeORM changes what it is given), which is ISO text in UTC here: TypeORM alone would make a `Date` of it. */
export const instant = () => ({ transformer: ISO_TEXT });
export const instantOrNull = () => ({ transformer: ISO_TEXT, nullable: true });

const ISO_TEXT: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: Date | null) => value?.toISOString() ?? null,
};
