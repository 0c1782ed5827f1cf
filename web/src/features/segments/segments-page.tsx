import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { allCompaniesQuery } from "../../api/companies";
import type { Segment } from "../../api/schema";
import { segmentsQuery, useCountSegment } from "../../api/segments";
import { Message } from "../../components/feedback/message";
import { RowLink } from "../../components/table/row-link";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import { NoAgentsToList } from "../../shared/agents/no-agents-to-list";
import { CompanyFilter } from "../../shared/companies/company-filter";
import { brokenFilterText, hasBrokenFilter } from "../../shared/contacts/broken-filter";
import { CrmPage, useMayAccessCrm } from "../../shared/contacts/crm-page";
import { FilterChips } from "../../shared/list/filter-chips";
import { FilterRow } from "../../shared/list/filter-row";
import { ListTable } from "../../shared/list/list-table";
import { NoMatches } from "../../shared/list/no-matches";
import { SelectFilter } from "../../shared/list/select-filter";
import { useListSearch } from "../../shared/list/use-list-search";
import { DeleteSegmentButton } from "./delete-segment";
import { CreateSegmentButton, EditSegmentButton } from "./segment-form";
import { describeCount, kindWords } from "./segment-words";
import styles from "./segments.module.css";
import { segmentFilters, type SegmentsSearch } from "./segments-search";

/** The segments of the caller's companies. Each leads to the list of its contacts. */
export function SegmentsPage() {
  const mayAccess = useMayAccessCrm();
  const controls = useListSearch<SegmentsSearch>(segmentFilters);
  const { search, sortBy, filterBy, isFiltered, clearFilters } = controls;
  const segments = useQuery({ ...segmentsQuery(search), enabled: mayAccess });
  const companies = useQuery({ ...allCompaniesQuery, enabled: mayAccess }).data ?? [];
  const withCompany = companies.length > 1 && !search.company_id;
  const columns = useMemo(() => createSegmentColumns({ withCompany }), [withCompany]);

  return (
    <CrmPage title="Segments" action={<CreateSegmentButton companies={companies} companyId={search.company_id} />}>
      <FilterRow>
        {companies.length > 1 && (
          <CompanyFilter value={search.company_id} onChange={(company_id) => filterBy({ company_id })} />
        )}
        <SelectFilter label="Kind" words={kindWords} value={search.kind} onChange={(kind) => filterBy({ kind })} />
        <FilterChips controls={controls} />
      </FilterRow>
      <ListTable
        label="Segments"
        query={segments}
        columns={columns}
        search={search}
        defaultSort="name"
        onSort={sortBy}
        empty={
          isFiltered ? (
            <NoMatches title="No segments match" showAll="Show all segments" onShowAll={clearFilters}>
              Try fewer filters.
            </NoMatches>
          ) : companies.length === 0 ? (
            <NoAgentsToList items="Segments" first="company" />
          ) : (
            <Message title="No segments yet">
              <p>A segment is a named set of contacts, such as the audience of a campaign.</p>
              <p>
                Create one here and add contacts to it, or filter the <Link to="/contacts">contacts</Link> and save the
                filter as a segment, which is then always up to date.
              </p>
            </Message>
          )
        }
      />
    </CrmPage>
  );
}

function createSegmentColumns({ withCompany }: { withCompany: boolean }): TableColumn<Segment>[] {
  const columns: TableColumn<Segment>[] = [
    {
      key: "name",
      title: "Name",
      sort: "name",
      width: "28%",
      onPhone: "first",
      cell: (segment) => (
        <TwoLines
          first={
            <RowLink to="/contacts" search={{ segment_id: segment.id, company_id: segment.company_id } as never}>
              {segment.name}
            </RowLink>
          }
          second={segment.description}
        />
      ),
    },
    { key: "kind", title: "Kind", width: "140px", priority: 2, onPhone: "quiet", cell: ({ kind }) => kindWords[kind] },
    {
      key: "count",
      title: "Contacts",
      minWidth: 128,
      onPhone: "quiet",
      cell: (segment) => <SegmentSize segment={segment} />,
    },
    {
      key: "created_at",
      title: "Created",
      sort: "created_at",
      firstDescending: true,
      width: "116px",
      priority: 3,
      onPhone: "hidden",
      cell: ({ created_at }) => <Moment at={created_at} as="date" />,
    },
    {
      key: "actions",
      title: "Actions",
      width: "170px",
      onPhone: "bare",
      cell: (segment) => (
        <Group gap="xs" wrap="nowrap" className={styles.actions}>
          {segment.can.includes("update") && <EditSegmentButton segment={segment} />}
          {segment.can.includes("delete") && <DeleteSegmentButton segment={segment} />}
        </Group>
      ),
    },
  ];
  if (withCompany) {
    columns.splice(1, 0, {
      key: "company",
      title: "Company",
      width: "12%",
      priority: 2,
      onPhone: "quiet",
      cell: ({ company_name }) => <bdi>{company_name}</bdi>,
    });
  }
  return columns;
}

const countErrorId = "segment-count";

/** The column has no room for the reason. It goes with the next attempt to count a segment. */
function showCountError({ message }: Error) {
  notifications.show({ id: countErrorId, message, color: "red", autoClose: false });
}

/** How many contacts a segment has: about how many, where counting them all takes long, and all of them on request. */
function SegmentSize({ segment }: { segment: Segment }) {
  const counting = useCountSegment(segment.id);
  const { count } = segment;
  const countAll = () => {
    notifications.hide(countErrorId);
    counting.mutate(undefined, { onError: showCountError });
  };
  if (hasBrokenFilter(segment)) return <span className={styles.problem}>{brokenFilterText}</span>;
  return (
    <span className={styles.size}>
      {/* What was asked for is announced; the counts of a list that is read again are not. */}
      <span role={counting.isIdle ? undefined : "status"}>{describeCount(count)}</span>
      {!count.exact && (
        <Button
          variant="default"
          size="compact-xs"
          className={styles.actions}
          loading={counting.isPending}
          aria-label={`Count all contacts of ${segment.name}`}
          onClick={countAll}
        >
          Count all
        </Button>
      )}
    </span>
  );
}
