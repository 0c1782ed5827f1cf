import { useQuery } from "@tanstack/react-query";
import { allCompaniesQuery } from "../../api/companies";
import { getUsageFile } from "../../api/usage";
import { NoAgentsToList } from "../../shared/agents/no-agents-to-list";
import { CsvLink } from "../../shared/list/csv-link";
import { useListSearch } from "../../shared/list/use-list-search";
import { ProtectedPage } from "../../shared/session/protected-page";
import { useSession } from "../../shared/session/session-context";
import { useToday } from "../../shared/session/use-today";
import { UsageFigures } from "./usage-figures";
import { UsageFilters } from "./usage-filters";
import { toUsageQuery, type UsageSearch } from "./usage-search";

/** Billable minutes and their price; for administrators also what the platforms charge. */
export function UsagePage() {
  const mayView = useSession().permissions.view_billable_minutes;
  const controls = useListSearch<UsageSearch>();
  const companies = useQuery({ ...allCompaniesQuery, enabled: mayView }).data;
  const today = useToday();

  return (
    <ProtectedPage
      title="Usage"
      isAllowed={mayView}
      noAccess="You don’t have access to usage."
      action={<CsvLink href={getUsageFile(toUsageQuery(controls.search, controls.search.by ?? "day", today))} />}
    >
      {companies?.length === 0 ? (
        <NoAgentsToList items="Minutes" first="company" />
      ) : (
        <>
          <UsageFilters controls={controls} today={today} />
          <UsageFigures controls={controls} today={today} />
        </>
      )}
    </ProtectedPage>
  );
}
