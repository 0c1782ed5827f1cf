import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { allCompaniesQuery } from "../../api/companies";
import { usageFile } from "../../api/usage";
import { dayOf } from "../../components/days";
import { NoAccess } from "../../components/no-access";
import { Page } from "../../components/page";
import { permissionLabel } from "../../components/permissions";
import { useSession } from "../../components/session-context";
import { useListSearch } from "../../components/use-list-search";
import { UsageFilters } from "./usage-filters";
import { UsageFigures } from "./usage-figures";
import { usageQueryOf, type UsageSearch } from "./usage-search";

/** Billable minutes, and cost where it was reported. */
export function UsagePage() {
  const { permissions } = useSession();
  const { search, filterBy } = useListSearch<UsageSearch>();
  const mayView = permissions.view_billable_minutes;
  const companies = useQuery({ ...allCompaniesQuery, enabled: mayView });
  const today = dayOf(new Date());

  if (!mayView) {
    return (
      <Page title="Usage">
        <NoAccess>You lack “{permissionLabel("view_billable_minutes")}”.</NoAccess>
      </Page>
    );
  }
  const file = usageFile(usageQueryOf(search, search.by ?? "day", today));
  return (
    <Page
      title="Usage"
      action={
        <Anchor size="sm" href={file} download>
          Download CSV
        </Anchor>
      }
    >
      <UsageFilters search={search} today={today} companies={companies.data ?? []} filterBy={filterBy} />
      <UsageFigures search={search} today={today} companies={companies.data ?? []} filterBy={filterBy} />
    </Page>
  );
}
