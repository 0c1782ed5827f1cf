/** What the fields are called that every contact has. */
export const contactLabels = {
  name: "Name",
  second_name: "Second name",
  phone: "Phone",
  email: "Email",
  job_title: "Job title",
  time_zone: "Time zone",
  tags: "Tags",
  do_not_call: "Do not call",
};
