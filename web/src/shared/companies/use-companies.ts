import { useQuery } from "@tanstack/react-query";
import { allCompaniesQuery } from "../../api/companies";

/** The name of one of the caller's companies; "…" until it is known. Reads nothing without an id. */
export function useCompanyName(id: string | undefined): string {
  const companies = useQuery({ ...allCompaniesQuery, enabled: id !== undefined });
  return companies.data?.find((company) => company.id === id)?.name ?? "…";
}

/** Whether the caller has more than one company, so that lists name the company of each item. */
export function useHasSeveralCompanies(): boolean {
  return (useQuery(allCompaniesQuery).data ?? []).length > 1;
}
