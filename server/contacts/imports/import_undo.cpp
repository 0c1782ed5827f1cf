#include "contacts/imports/import_undo.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>

#include "core/enum_names.hpp"
#include "core/text.hpp"

namespace rollcall::contacts {

namespace {

namespace json = boost::json;

void add_text(json::object& object, std::string_view name, const std::optional<std::string>& text) {
    if (text) object[name] = *text;
}

std::optional<std::string> read_text(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value ? std::optional(std::string(value->as_string())) : std::nullopt;
}

json::object write_consent(const Consent& consent) {
    json::object object{{"purpose", consent.purpose}, {"source", consent.source}, {"at", milliseconds(consent.at)}};
    add_text(object, "wording", consent.wording);
    if (consent.withdrawn_at) object["withdrawn_at"] = milliseconds(*consent.withdrawn_at);
    return object;
}

Consent read_consent(const json::object& object) {
    Consent consent{.purpose = read_text(object, "purpose").value(),
                    .source = read_text(object, "source").value(),
                    .wording = read_text(object, "wording"),
                    .at = from_milliseconds(object.at("at").as_int64())};
    if (const auto* end = object.if_contains("withdrawn_at")) consent.withdrawn_at = from_milliseconds(end->as_int64());
    return consent;
}

json::object write_contact(const Contact& contact) {
    json::object object{
        {"name", contact.name}, {"do_not_call", contact.do_not_call}, {"updated_at", milliseconds(contact.updated_at)}};
    add_text(object, "second_name", contact.second_name);
    add_text(object, "phone", contact.phone);
    add_text(object, "email", contact.email);
    add_text(object, "job_title", contact.job_title);
    add_text(object, "time_zone", contact.time_zone);
    if (contact.consent) object["consent"] = write_consent(*contact.consent);
    object["tags"] = json::array(contact.tags.begin(), contact.tags.end());
    json::object fields;
    for (const auto& [key, value] : contact.own_fields) {
        fields[key] = json::object{{"kind", enum_name(value.kind)}, {"text", value.text}};
    }
    object["fields"] = std::move(fields);
    return object;
}

Contact read_contact(const json::object& object) {
    Contact contact{.name = read_text(object, "name").value(),
                    .second_name = read_text(object, "second_name"),
                    .phone = read_text(object, "phone"),
                    .email = read_text(object, "email"),
                    .job_title = read_text(object, "job_title"),
                    .time_zone = read_text(object, "time_zone"),
                    .do_not_call = object.at("do_not_call").as_bool(),
                    .updated_at = from_milliseconds(object.at("updated_at").as_int64())};
    if (const auto* consent = object.if_contains("consent")) contact.consent = read_consent(consent->as_object());
    for (const auto& tag : object.at("tags").as_array()) contact.tags.emplace_back(tag.as_string());
    for (const auto& [key, value] : object.at("fields").as_object()) {
        const auto& field = value.as_object();
        contact.own_fields[key] = {enum_value<OwnFieldKind>(std::string_view(field.at("kind").as_string())),
                                   std::string(field.at("text").as_string())};
    }
    return contact;
}

template <class T>
void undo(T& now, const T& before, const T& after) {
    if (now == after) now = before;
}

void add_texts(std::vector<std::string>& texts, const Contact& contact) {
    texts.push_back(contact.name);
    for (const auto* text :
         {&contact.second_name, &contact.phone, &contact.email, &contact.job_title, &contact.time_zone}) {
        if (*text) texts.push_back(**text);
    }
    if (const auto& consent = contact.consent) {
        texts.insert(texts.end(), {consent->purpose, consent->source, consent->wording.value_or("")});
    }
    texts.insert(texts.end(), contact.tags.begin(), contact.tags.end());
    for (const auto& [key, value] : contact.own_fields) texts.push_back(value.text);
}

bool has_tag(const std::vector<std::string>& tags, const std::string& tag) {
    return std::ranges::find(tags, tag) != tags.end();
}

}  // namespace

std::string write_undo_log(const UndoLog& log) {
    if (log.created.empty() && log.updated.empty() && log.added_to_segment.empty()) return {};
    json::object object;
    json::array created;
    created.reserve(log.created.size());
    for (const auto& id : log.created) created.emplace_back(id.text());
    json::array updated;
    for (const auto& [before, after] : log.updated) {
        updated.push_back(
            json::object{{"id", before.id.text()}, {"before", write_contact(before)}, {"after", write_contact(after)}});
    }
    json::array segment;
    for (const auto& id : log.added_to_segment) segment.emplace_back(id.text());
    object["segment"] = std::move(segment);
    object["created"] = std::move(created);
    object["updated"] = std::move(updated);
    return json::serialize(object);
}

UndoLog read_undo_log(std::string_view text) {
    UndoLog log;
    if (text.empty()) return log;
    const auto value = json::parse(text);
    for (const auto& id : value.at("created").as_array()) log.created.emplace_back(std::string(id.as_string()));
    for (const auto& id : value.at("segment").as_array()) {
        log.added_to_segment.emplace_back(std::string(id.as_string()));
    }
    for (const auto& update : value.at("updated").as_array()) {
        const ContactId id(std::string(update.at("id").as_string()));
        auto before = read_contact(update.at("before").as_object());
        auto after = read_contact(update.at("after").as_object());
        before.id = after.id = id;
        log.updated.push_back({std::move(before), std::move(after)});
    }
    return log;
}

std::vector<std::string> list_undo_texts(const UndoLog& log) {
    std::vector<std::string> texts;
    for (const auto& [before, after] : log.updated) {
        add_texts(texts, before);
        add_texts(texts, after);
    }
    return texts;
}

bool is_untouched_since(const Contact& now, const ImportPlan::Update& update) {
    return now.updated_at == update.after.updated_at && list_contact_changes(now, update.after).empty();
}

Contact undo_update(const Contact& now, const ImportPlan::Update& update) {
    const auto& [before, after] = update;
    auto undone = now;
    undo(undone.name, before.name, after.name);
    undo(undone.second_name, before.second_name, after.second_name);
    undo(undone.phone, before.phone, after.phone);
    undo(undone.email, before.email, after.email);
    undo(undone.job_title, before.job_title, after.job_title);
    undo(undone.time_zone, before.time_zone, after.time_zone);
    undo(undone.consent, before.consent, after.consent);
    undo(undone.do_not_call, before.do_not_call, after.do_not_call);
    std::erase_if(undone.tags, [&](const auto& tag) { return has_tag(after.tags, tag) && !has_tag(before.tags, tag); });
    for (const auto& [key, value] : after.own_fields) {
        const auto found = undone.own_fields.find(key);
        if (found == undone.own_fields.end() || found->second != value) continue;
        const auto former = before.own_fields.find(key);
        if (former == before.own_fields.end()) {
            undone.own_fields.erase(found);
        } else {
            found->second = former->second;
        }
    }
    return undone;
}

}  // namespace rollcall::contacts
