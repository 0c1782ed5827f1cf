import { required } from "../../lib/validation";
import type { CompanyDraft } from "./company-draft";

/** The labels of the form. */
export const labels = { name: "Name", country: "Country" } satisfies Record<keyof CompanyDraft, string>;

export const nameIsRequired = required("Enter a name.");
