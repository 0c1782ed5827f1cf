import { required } from "../../lib/validation";

/** The labels of the form. */
export const labels = { name: "Name", country: "Country" };

export const nameIsRequired = required("Enter a name.");
