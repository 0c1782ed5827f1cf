#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/context.hpp"
#include "api/access_check.hpp"
#include "api/limits.hpp"
#include "core/csv.hpp"
#include "database/page.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::api {

/// A column of a CSV file: its name in the first line, and the text of its cell for each item.
///
///     const CsvColumns<Agent> columns = {
///         {"name", &Agent::name},
///         {"created_at", [](const Agent& agent) { return to_rfc3339(agent.created_at); }},
///     };
template <class Item>
struct CsvColumn {
    std::string name;
    std::function<std::string(const Item&)> cell;
};

template <class Item>
using CsvColumns = std::vector<CsvColumn<Item>>;

/// The first line of a file, with the byte order mark.
template <class Item>
std::string write_csv_header(const CsvColumns<Item>& columns) {
    std::vector<std::string> names;
    names.reserve(columns.size());
    for (const auto& column : columns) names.emplace_back(column.name);
    return std::string(csv_byte_order_mark) + csv_line(names);
}

/// The line of one item.
template <class Item>
std::string write_csv_row(const CsvColumns<Item>& columns, const Item& item) {
    std::vector<std::string> cells;
    cells.reserve(columns.size());
    for (const auto& column : columns) cells.push_back(column.cell(item));
    return csv_line(cells);
}

/// 200 with a CSV file whose lines are still to be added. `name` is that of the file: "usage.csv".
inline http::Response start_csv_response(const std::string& name) {
    http::Response response;
    response.set("Content-Type", "text/csv; charset=utf-8; header=present");
    response.set("Content-Disposition", "attachment; filename=\"" + name + '"');
    return response;
}

/// 200 with a CSV file of items that are in memory. `name` is that of the file: "usage.csv".
template <class Item>
http::Response respond_csv(const std::string& name, const CsvColumns<Item>& columns, const std::vector<Item>& items) {
    auto response = start_csv_response(name);
    response.body = write_csv_header(columns);
    for (const auto& item : items) response.body += write_csv_row(columns, item);
    return response;
}

/// A list that is exported as a CSV file.
template <class Item>
struct CsvExport {
    std::string name;  ///< "members.csv"
    CsvColumns<Item> columns;
    access::Context context;
    /// Throws an Error where the caller may not have the file. Called again and again while it is sent, with the caller
    /// as of then.
    std::function<void(const access::Context&)> require;
    /// A page with the rights that the caller has then: a file may take long.
    std::function<database::Page<Item>(const access::Context&, const database::PageRequest&)> read;
};

/// The same with the caller as of now. Throws where the session or the API token has ended or expired.
inline access::Context read_caller_again(access::Context context) {
    context.caller = context.read(
        [&](database::Transaction& tx) { return access::get_current_caller_at(tx, context.caller, context.now()); });
    return context;
}

/// Ends a file that is being sent once `require` throws, also for a client that reads slowly.
inline http::AccessCheck make_csv_access_check(access::Context context,
                                               std::function<void(const access::Context&)> require) {
    return make_access_check(
        [context = std::move(context), require = std::move(require)] { require(read_caller_again(context)); });
}

/// 200 with a whole list as a CSV file: it is read page by page, from `first` on, while the client reads it, however
/// long the list is, and ends when the right to it ends. One item is read at once, so that what is refused is answered
/// so, and not a file that breaks off.
/// `list` must not refer to anything that ends with the request.
template <class Item>
http::Response respond_csv(CsvExport<Item> list, database::PageRequest first) {
    auto one = first;
    one.limit = 1;
    list.require(list.context);
    list.read(list.context, one);
    auto response = start_csv_response(list.name);
    response.access_check = make_csv_access_check(list.context, list.require);
    first.limit = csv_page_rows;
    response.next_chunk = [list = std::move(list), request = std::move(first), is_first = true,
                           has_ended = false]() mutable -> std::string {
        if (has_ended) return {};
        auto lines = std::exchange(is_first, false) ? write_csv_header(list.columns) : std::string();
        const auto context = read_caller_again(list.context);
        list.require(context);
        const auto page = list.read(context, request);
        for (const auto& item : page.items) lines += write_csv_row(list.columns, item);
        has_ended = !page.next_cursor;
        if (!has_ended)
            request.cursor =
                database::decode_cursor(*page.next_cursor, request.sort, request.direction, request.cursor_key);
        return lines;
    };
    return response;
}

}  // namespace rollcall::api
