#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::contacts {

/// GET /contact-imports
http::Response handle_list_contact_imports(const api::Request& request, api::Services& services);
/// POST /contact-imports
http::Response handle_upload_contact_import(const api::Request& request, api::Services& services);
/// The same before its body arrives.
http::Response handle_check_contact_import_header(const api::Request& request, api::Services& services);
/// GET /contact-imports/{id}
http::Response handle_get_contact_import(const api::Request& request, api::Services& services);
/// PATCH /contact-imports/{id}
http::Response handle_update_contact_import(const api::Request& request, api::Services& services);
/// DELETE /contact-imports/{id}
http::Response handle_delete_contact_import(const api::Request& request, api::Services& services);
/// GET /contact-imports/{id}/preview
http::Response handle_preview_contact_import(const api::Request& request, api::Services& services);
/// POST /contact-imports/{id}/check
http::Response handle_check_contact_import(const api::Request& request, api::Services& services);
/// POST /contact-imports/{id}/start
http::Response handle_start_contact_import(const api::Request& request, api::Services& services);
/// POST /contact-imports/{id}/undo
http::Response handle_undo_contact_import(const api::Request& request, api::Services& services);
/// GET /contact-imports/{id}/refused.csv
http::Response handle_export_refused_rows(const api::Request& request, api::Services& services);

}  // namespace rollcall::contacts
