#include "api/access_json.hpp"

namespace rollcall::api {

std::vector<std::string_view> list_allowed_actions(const access::Caller& caller, const access::Rights& rights,
                                                   std::initializer_list<NamedAction> actions) {
    return list_allowed_actions(caller, rights, std::span(actions.begin(), actions.size()));
}

std::vector<std::string_view> list_allowed_actions(const access::Caller& caller, const access::Rights& rights,
                                                   std::span<const NamedAction> actions) {
    std::vector<std::string_view> names;
    for (const auto& [action, name] : actions) {
        if (access::decide(caller, action, rights).is_allowed()) names.push_back(name);
    }
    return names;
}

}  // namespace rollcall::api

namespace rollcall::http {

void JsonWriter<access::Permissions>::write(std::string& out, access::Permissions permissions) {
    char separator = '{';
    for (const auto& text : access::permission_texts) {
        out += separator;
        append_text(out, text.name);
        out += ':';
        append_bool(out, permissions.has(text.permission));
        separator = ',';
    }
    out += '}';
}

api::PermissionChanges JsonReader<api::PermissionChanges>::read(const boost::json::value& value, const JsonPath& path,
                                                                FieldErrors& problems) {
    api::PermissionChanges changes;
    const auto* object = read_object(value, path, problems);
    if (!object) return changes;
    std::vector<std::string_view> names;
    for (const auto& text : access::permission_texts) {
        names.push_back(text.name);
        const auto* given = object->if_contains(text.name);
        if (!given) continue;
        changes.switches.emplace_back(text.permission, read_bool(*given, JsonPath(path, text.name), problems));
    }
    refuse_unknown_fields(*object, names, path, problems);
    return changes;
}

}  // namespace rollcall::http
