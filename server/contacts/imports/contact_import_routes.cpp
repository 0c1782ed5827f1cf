#include "contacts/imports/contact_import_routes.hpp"

#include <fmt/format.h>

#include <boost/describe/class.hpp>

#include "api/access_json.hpp"
#include "api/csv_file.hpp"
#include "api/respond.hpp"
#include "contacts/imports/contact_imports.hpp"
#include "core/error.hpp"
#include "phone/phone_number.hpp"

namespace rollcall::contacts {

BOOST_DESCRIBE_STRUCT(ColumnInput, (), (column, field))
BOOST_DESCRIBE_STRUCT(UpdateImport, (), (columns, existing, segment_id))

namespace {

enum class Separator { comma, semicolon, tab };
BOOST_DESCRIBE_ENUM(Separator, comma, semicolon, tab)

struct ColumnBody {
    std::int64_t column;
    std::string name;
    std::optional<std::string> field;
};
BOOST_DESCRIBE_STRUCT(ColumnBody, (), (column, name, field))

struct ImportBody {
    ContactImportId id;
    CompanyId company_id;
    std::string company_name;
    std::string file_name;
    std::int64_t file_bytes;
    ImportFileState file_state;
    CsvEncoding encoding;
    Separator separator;
    ImportState state;
    std::optional<std::string> reason;
    std::vector<ColumnBody> columns;
    ExistingContacts existing;
    std::optional<SegmentId> segment_id;
    std::int64_t rows;
    std::int64_t rows_done;
    std::int64_t created;
    std::int64_t updated;
    std::int64_t unchanged;
    std::int64_t skipped;
    std::int64_t refused;
    std::int64_t warnings;
    std::optional<UndoCounts> undo;
    Time created_at;
    std::optional<Time> started_at;
    std::optional<Time> finished_at;
    Time delete_at;
    std::vector<std::string_view> can;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(ImportBody, (),
                      (id, company_id, company_name, file_name, file_bytes, file_state, encoding, separator, state,
                       reason, columns, existing, segment_id, rows, rows_done, created, updated, unchanged, skipped,
                       refused, warnings, undo, created_at, started_at, finished_at, delete_at, can, etag))

struct PreviewContactBody {
    std::optional<std::string> name;
    std::optional<std::string> second_name;
    std::optional<std::string> phone;
    std::optional<std::string> phone_text;
    std::optional<bool> phone_is_valid;
    std::optional<std::string> email;
    std::optional<std::string> job_title;
    std::optional<std::string> time_zone;
    std::vector<std::string> tags;
    boost::json::object fields;
    bool do_not_call;
    std::optional<Consent> consent;
};
BOOST_DESCRIBE_STRUCT(PreviewContactBody, (),
                      (name, second_name, phone, phone_text, phone_is_valid, email, job_title, time_zone, tags, fields,
                       do_not_call, consent))

struct PreviewRowBody {
    std::int64_t line;
    std::vector<std::string> cells;
    RowOutcome outcome;
    std::optional<std::string> reason;
    std::optional<PreviewContactBody> contact;
};
BOOST_DESCRIBE_STRUCT(PreviewRowBody, (), (line, cells, outcome, reason, contact))

struct PreviewBody {
    std::vector<PreviewRowBody> items;
};
BOOST_DESCRIBE_STRUCT(PreviewBody, (), (items))

Separator separator_of(char delimiter) {
    if (delimiter == ';') return Separator::semicolon;
    return delimiter == '\t' ? Separator::tab : Separator::comma;
}

// What is shown is in the caller's scope already.
ImportBody present(const ContactImport& import, const access::Caller& caller) {
    using access::Action;
    ImportBody body{
        .id = import.id,
        .company_id = import.company_id,
        .company_name = import.company_name,
        .file_name = import.file_name,
        .file_bytes = import.file_bytes,
        .file_state = import.file_state,
        .encoding = import.encoding,
        .separator = separator_of(import.delimiter),
        .state = import.state,
        .reason = import.reason,
        .columns = {},
        .existing = import.existing,
        .segment_id = import.segment_id,
        .rows = import.row_count,
        .rows_done = import.counts.rows(),
        .created = import.counts.created,
        .updated = import.counts.updated,
        .unchanged = import.counts.unchanged,
        .skipped = import.counts.skipped,
        .refused = import.counts.refused,
        .warnings = import.counts.warnings,
        .undo = {},
        .created_at = import.created_at,
        .started_at = import.started_at,
        .finished_at = import.finished_at,
        .delete_at = import.delete_at,
        .can = api::list_allowed_actions(
            caller, access::rights_in_scope(caller),
            {{Action::update_contact_import, "update"}, {Action::delete_contact_import, "delete"}}),
        .etag = etag(import.version),
    };
    std::int64_t number = 0;
    for (const auto& [name, field] : import.columns) body.columns.push_back({++number, name, field});
    if (import.state == ImportState::undoing || import.state == ImportState::undone) body.undo = import.undo;
    return body;
}

PreviewContactBody present_row(const Contact& contact, bool is_phone_valid, const std::string& country) {
    PreviewContactBody body{.name = contact.name.empty() ? std::nullopt : std::optional(contact.name),
                            .second_name = contact.second_name,
                            .phone = contact.phone,
                            .phone_text = {},
                            .phone_is_valid = {},
                            .email = contact.email,
                            .job_title = contact.job_title,
                            .time_zone = contact.time_zone,
                            .tags = contact.tags,
                            .fields = own_field_values_as_json(contact.own_fields),
                            .do_not_call = contact.do_not_call,
                            .consent = contact.consent};
    if (contact.phone) {
        body.phone_text = phone::view_phone_number(*contact.phone, country).text;
        body.phone_is_valid = is_phone_valid;
    }
    return body;
}

constexpr std::string_view list_filters[] = {"company_id"};
constexpr std::string_view upload_parameters[] = {"company_id", "file_name"};

UploadImport read_upload(const api::Request& request) {
    const auto parameters = request.list({.offers_sort = false, .filters = upload_parameters, .offers_paging = false});
    const auto company = parameters.filter("company_id");
    if (!company) throw Error::invalid("company_id", "This is required.");
    return {CompanyId(*company), parameters.filter("file_name")};
}

void require_csv(const api::Request& request) {
    if (request.content_type() == "text/csv") return;
    throw Error(ErrorCode::unsupported_media_type, "Contacts are imported from CSV files (text/csv).");
}

ReadBytes bytes_of(const api::Request& request) {
    if (const auto* file = request.body_file()) return [file](const auto& on_part) { file->read(on_part); };
    return [bytes = request.bytes()](const auto& on_part) { on_part(bytes); };
}

http::Response respond_begun(const ContactImport& import, const api::Request& request, api::Services& services) {
    services.wake_imports();
    return api::respond_ok(present(import, request.caller()));
}

}  // namespace

http::Response handle_list_contact_imports(const api::Request& request, api::Services& services) {
    const auto list =
        request.list({.sorts = contact_import_sorts, .default_sort = "-created_at", .filters = list_filters});
    const auto context = request.context(services);
    ContactImportFilter filter;
    if (const auto company = list.filter("company_id")) filter.company = CompanyId(*company);
    const auto page = get_contact_imports(context, filter, list.page);
    return api::respond_ok(page, [&](const ContactImport& import) { return present(import, context.caller); });
}

http::Response handle_upload_contact_import(const api::Request& request, api::Services& services) {
    require_csv(request);
    const auto import = upload_contact_import(request.context(services), services.blobs, services.temporary_folder,
                                              read_upload(request), bytes_of(request));
    return api::respond_created("/api/v1/contact-imports/" + import.id.text(), present(import, request.caller()));
}

http::Response handle_check_contact_import_header(const api::Request& request, api::Services& services) {
    require_csv(request);
    require_may_import(request.context(services), read_upload(request).company_id);
    return {};
}

http::Response handle_get_contact_import(const api::Request& request, api::Services& services) {
    const auto import = get_contact_import(request.context(services), request.id<ContactImportId>());
    return api::respond_ok(present(import, request.caller()));
}

http::Response handle_update_contact_import(const api::Request& request, api::Services& services) {
    const auto import = update_contact_import(request.context(services), request.id<ContactImportId>(),
                                              request.expected_version(), request.body<UpdateImport>());
    return api::respond_ok(present(import, request.caller()));
}

http::Response handle_delete_contact_import(const api::Request& request, api::Services& services) {
    delete_contact_import(request.context(services), request.id<ContactImportId>(), request.expected_version());
    services.wake_imports();
    return http::Response::no_content();
}

http::Response handle_preview_contact_import(const api::Request& request, api::Services& services) {
    const auto context = request.context(services);
    const auto id = request.id<ContactImportId>();
    const auto country = get_contact_import(context, id).company_country.value_or("");
    PreviewBody body;
    for (auto& [row, outcome] : preview_contact_import(context, services.blobs, services.key, id)) {
        PreviewRowBody one{.line = static_cast<std::int64_t>(row.line),
                           .cells = std::move(row.cells),
                           .outcome = outcome,
                           .reason = std::move(row.refused),
                           .contact = {}};
        if (outcome != RowOutcome::refused) one.contact = present_row(row.contact, row.is_phone_valid, country);
        body.items.push_back(std::move(one));
    }
    return api::respond_ok(body);
}

http::Response handle_check_contact_import(const api::Request& request, api::Services& services) {
    return respond_begun(
        check_contact_import(request.context(services), request.id<ContactImportId>(), request.expected_version()),
        request, services);
}

http::Response handle_start_contact_import(const api::Request& request, api::Services& services) {
    return respond_begun(
        start_contact_import(request.context(services), request.id<ContactImportId>(), request.expected_version()),
        request, services);
}

http::Response handle_undo_contact_import(const api::Request& request, api::Services& services) {
    return respond_begun(
        undo_contact_import(request.context(services), request.id<ContactImportId>(), request.expected_version()),
        request, services);
}

http::Response handle_export_refused_rows(const api::Request& request, api::Services& services) {
    const auto context = request.context(services);
    const auto id = request.id<ContactImportId>();
    const auto import = get_contact_import(context, id);
    std::vector<std::string> header{"line", "reason"};
    for (const auto& column : import.columns) header.push_back(column.name);

    auto response = api::start_csv_response("refused.csv");
    response.access_check = api::make_csv_access_check(
        context, [id](const access::Context& current) { (void)get_contact_import(current, id); });
    // With the delimiter of the file, which says how its numbers are written.
    const auto delimiter = import.delimiter;
    response.next_chunk = [context, id, delimiter,
                           lines = std::string(csv_byte_order_mark) + csv_line(header, delimiter), number = -1L,
                           has_ended = false]() mutable -> std::string {
        if (has_ended) return {};
        auto text = std::exchange(lines, {});
        const auto chunk = get_refused_rows_after(context, id, number);
        has_ended = !chunk;
        if (!chunk) return text;
        number = chunk->number;
        for (const auto& row : chunk->rows) {
            std::vector<std::string> cells{std::to_string(row.line), row.reason};
            cells.insert(cells.end(), row.cells.begin(), row.cells.end());
            text += csv_line(cells, delimiter);
        }
        return text;
    };
    return response;
}

}  // namespace rollcall::contacts
