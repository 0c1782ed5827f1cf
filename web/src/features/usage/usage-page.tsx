import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { allCompaniesQuery } from "../../api/companies";
import { usageFile } from "../../api/usage";
import { Page } from "../../components/layout/page";
import { dayOf } from "../../lib/days";
import { useListSearch } from "../../shared/list/use-list-search";
import { permissionLabel } from "../../shared/members/permissions";
import { NoAccess } from "../../shared/session/no-access";
import { useSession } from "../../shared/session/session-context";
import { UsageFigures } from "./usage-figures";
import { UsageFilters } from "./usage-filters";
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
