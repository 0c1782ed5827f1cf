import { useQuery } from "@tanstack/react-query";
import { allCompaniesQuery } from "../../api/companies";

/** Whether the caller has more than one company, so that lists name the company of each item. */
export function useHasSeveralCompanies(): boolean {
  return (useQuery(allCompaniesQuery).data ?? []).length > 1;
}
