#include "dsl/lower/catalog.hpp"

#include "dsl/bind/beside.hpp"
#include "dsl/bind/value.hpp"

namespace playmaker::lower {

using bind::Thing;
using syntax::Kind;

CatalogLowering::CatalogLowering(const Bound& bound, const Loader& loader, source::Issues& issues)
    : bound_(bound),
      loader_(loader),
      issues_(issues),
      catalog_(out_.catalog),
      unit_(catalog_.unit, bound.types),
      expressions_(bound, unit_, issues) {}

LoweredCatalog CatalogLowering::run() {
  if (bound_.catalog.node != kNone) catalog_.name = bound_.tree(bound_.catalog).name(NodeId{bound_.catalog.node});
  catalog_.zone = bound_.zone;
  catalog_.currency = bound_.currency;
  records();
  catalog_.customer = fields(bound_.customer);
  catalog_.person = fields(bound_.person);
  expressions_.self_is_branch = true;
  catalog_.branch = fields(bound_.branch);
  expressions_.self_is_branch = false;
  catalog_.product_fields = fields(bound_.product);
  items();
  each(Kind::channel, [&](NodeId node) { channel(node); });
  each(Kind::template_, [&](NodeId node) { template_of(node); });
  each(Kind::policy, [&](NodeId node) { policy(node); });
  each(Kind::role, [&](NodeId node) { role(node); });
  each(Kind::benefit, [&](NodeId node) { benefit(node); });
  each(Kind::calendar, [&](NodeId node) { calendar(node); });
  return std::move(out_);
}

// A row for every record and for every list's item; a list of plain values has a record of one field without a name.
void CatalogLowering::records() {
  std::map<std::pair<plan::Kind, std::uint32_t>, std::uint32_t> rows;
  struct Shape {
    const bind::Fields* fields;
    bind::Type item;
    std::uint32_t at_most;
  };
  std::vector<Shape> shapes;
  const auto& lists = bound_.types.lists();
  for (std::uint32_t i = 0; i < lists.size(); ++i) {
    if (bind::poisoned(lists[i].item)) continue;
    rows[{plan::Kind::list, i}] = static_cast<std::uint32_t>(shapes.size());
    const bool record = lists[i].item.kind == plan::Kind::record;
    shapes.push_back({record ? &bound_.types.fields(lists[i].item) : nullptr, lists[i].item, lists[i].at_most});
    if (record) rows[{plan::Kind::record, lists[i].item.detail}] = rows[{plan::Kind::list, i}];
  }
  unit_.set_records(rows);
  for (const Shape& shape : shapes) {
    plan::Record out;
    out.at_most = shape.at_most;
    if (shape.fields) {
      out.fields = fields(*shape.fields);
    } else {
      plan::Field field;
      field.type = unit_.type(shape.item);
      out.fields.push_back(std::move(field));
    }
    catalog_.records.push_back(std::move(out));
  }
}

std::vector<plan::Field> CatalogLowering::fields(const bind::Fields& fields) {
  std::vector<plan::Field> out;
  for (const bind::Field& field : fields.list) {
    plan::Field made;
    made.name = field.name;
    made.type = unit_.type(field.type);
    made.optional = field.optional;
    made.personal = field.personal;
    made.from = field.from;
    made.fresh = field.fresh;
    made.label = field.label;
    if (field.derived.node != kNone) made.derived = expressions_.lower(field.derived.file, NodeId{field.derived.node});
    out.push_back(std::move(made));
  }
  return out;
}

void CatalogLowering::items() {
  each(Kind::import, [&](NodeId node) {
    plan::Import out{name(node), -1, label(node)};
    if (const NodeId at = tree_->child(node, Kind::expected_at); syntax::exists(at)) out.expected_minute = minute(tree_->child_at(at, 0));
    catalog_.imports.push_back(std::move(out));
  });
  for (const Kind kind : {Kind::event, Kind::broadcast}) {
    each(kind, [&](NodeId node) {
      const bind::Event& event = bound_.events[bound_.meaning(file_, node).ref];
      catalog_.events.push_back({name(node), fields(event.fields), event.late, event.broadcast, label(node)});
    });
  }
  each(Kind::segment, [&](NodeId node) {
    plan::Segment out{name(node), kNone, label(node)};
    for (const NodeId child : tree_->children(node)) {
      if (syntax::is_expression(tree_->kind(child))) out.is = condition(child);
    }
    catalog_.segments.push_back(std::move(out));
  });
  each(Kind::score, [&](NodeId node) {
    std::vector<double> bounds;
    for (const NodeId child : tree_->children(node)) {
      if (tree_->kind(child) == Kind::lit_decimal) bounds.push_back(tree_->decimal(child));
      else if (syntax::is_literal(tree_->kind(child))) bounds.push_back(static_cast<double>(number(child)));
    }
    bounds.resize(2);
    catalog_.scores.push_back({name(node), bounds[0], bounds[1], label(node)});
  });
  each(Kind::list, [&](NodeId node) { list(node); });
  each(Kind::pool, [&](NodeId node) { catalog_.pools.push_back({name(node), label(node)}); });
  each(Kind::product, [&](NodeId node) { product(node); });
  each(Kind::activity, [&](NodeId node) { activity(node); });
  each(Kind::suitability, [&](NodeId node) { suitability(node); });
}

void CatalogLowering::list(NodeId node) {
  plan::NamedList out{name(node), label(node), {}};
  for (const NodeId clause : tree_->children(node)) {
    switch (tree_->kind(clause)) {
      case Kind::leads: out.rule.leads = true; break;
      case Kind::list_consent:
        for (const NodeId consent : tree_->children(clause)) out.rule.consents.push_back("consent." + name_of(consent));
        break;
      case Kind::expires_on: out.rule.expires_on = static_cast<std::int32_t>(number(tree_->child_at(clause, 0))); break;
      case Kind::back_after: out.rule.back = length(tree_->child_at(clause, 0)); break;
      default: break;
    }
  }
  catalog_.lists.push_back(std::move(out));
}

bool CatalogLowering::compared(std::string_view field) const {
  bool any = false, found = false;
  for (std::uint32_t file = 0; file < bound_.files.size(); ++file) {
    const Tree& tree = bound_.tree(file);
    const auto look = [&](NodeId around) {
      for (const NodeId one : tree.children(around, Kind::suitability)) {
        const std::string path = tree.path_text(tree.child_at(one, 1));
        const bind::Field* covered = path.starts_with("product.") ? bound_.product.find(std::string_view(path).substr(8)) : nullptr;
        any = true;
        found = found || (covered != nullptr && covered->name == field);
      }
    };
    look(bound_.files[file]->root);
    for (const NodeId catalog : tree.children(bound_.files[file]->root, Kind::catalog)) look(catalog);
  }
  return found || !any;
}

void CatalogLowering::product(NodeId node) {
  plan::Product out;
  out.name = name(node);
  out.label = label(node);
  for (const NodeId clause : tree_->children(node)) {
    if (tree_->kind(clause) == Kind::on_sale) {
      out.on_sale_from = static_cast<std::int32_t>(number(tree_->child_at(clause, 0)));
      out.on_sale_to = static_cast<std::int32_t>(number(tree_->child_at(clause, 1)));
    }
    if (tree_->kind(clause) != Kind::product_value) continue;
    // The level that suitability compares: its place in the product's own order.
    const NodeId value = tree_->child_at(clause, 1);
    const bind::Type type = bound_.meaning(file_, value).type;
    if (tree_->kind(value) == Kind::none) continue;
    const std::string field = name_of(tree_->child_at(clause, 0));
    if (type.kind != plan::Kind::level_of || !compared(field)) {
      out.values.push_back({field, expressions_.lower(file_, value)});
      continue;
    }
    const std::vector<std::string>& levels = bound_.types.values(type);
    for (std::size_t i = 0; i < levels.size(); ++i) {
      if (levels[i] == tree_->text(value)) out.risk = static_cast<std::int64_t>(i);
    }
  }
  catalog_.products.push_back(std::move(out));
}

void CatalogLowering::activity(NodeId node) {
  plan::Activity out;
  out.name = name(node);
  out.label = label(node);
  for (const NodeId clause : tree_->children(node)) {
    const NodeId first = tree_->child_at(clause, 0);
    switch (tree_->kind(clause)) {
      case Kind::starts:
        out.starts_on = static_cast<std::int32_t>(number(first));
        out.starts_minute = minute(tree_->child_at(clause, 1));
        break;
      case Kind::place_text: out.place = tree_->text(clause); break;
      case Kind::seats:
        out.seats = static_cast<std::uint32_t>(number(first));
        if (syntax::exists(tree_->child(clause, Kind::dim))) out.seats_per = plan::SeatsPer::branch;
        break;
      case Kind::sign_up_by:
        out.has_sign_up = true;
        out.sign_up_by = static_cast<std::int32_t>(number(first));
        break;
      default: break;
    }
  }
  for (const char* event : {".signed_up", ".attended"}) catalog_.events.push_back({out.name + event, {}, {}, false, out.label});
  catalog_.activities.push_back(std::move(out));
}

void CatalogLowering::suitability(NodeId node) {
  plan::Suitability& out = catalog_.suitability;
  out.declared = true;
  out.level = expressions_.path(file_, tree_->child_at(node, 0));
  if (const NodeId valid = tree_->child(node, Kind::valid_for); syntax::exists(valid)) {
    out.valid = length(tree_->child_at(valid, 0));
    out.assessed = expressions_.path(file_, tree_->child_at(valid, 1));
  }
}

void CatalogLowering::calendar(NodeId node) {
  plan::NamedCalendar out;
  out.name = name(node);
  out.label = label(node);
  out.place = place(node);
  std::uint8_t weekend = 0;
  if (const NodeId days = tree_->child(node, Kind::weekend); syntax::exists(days)) {
    for (const NodeId day : tree_->children(days))
      weekend = static_cast<std::uint8_t>(weekend | (1U << static_cast<unsigned>(number(day))));
  }
  out.days.weekend = weekend;
  if (const NodeId holidays = tree_->child(node, Kind::holidays); syntax::exists(holidays)) {
    const std::string written(tree_->text(holidays));
    const std::string path = bind::beside((*bound_.sources)[file_].path(), written);
    const std::optional<std::string> csv = loader_ ? loader_(path) : std::nullopt;
    if (!csv) {
      issues_.add(source::Issue(source::Code::use_missing, tree_->span(holidays)).arg(path));
    } else if (base::Result<base::Calendar> read = base::parse_calendar(*csv, weekend); read) {
      out.days = std::move(*read);
    } else {
      issues_.add(source::Issue(source::Code::data_invalid, tree_->span(holidays))
                      .arg(path)
                      .arg({read.error().message, read.error().zh.empty() ? read.error().message : read.error().zh}));
    }
  }
  if (const NodeId open = tree_->child(node, Kind::open_hours); syntax::exists(open)) {
    out.days.opens = base::TimeOfDay{minute(tree_->child_at(open, 0))};
    out.days.closes = base::TimeOfDay{minute(tree_->child_at(open, 1))};
  }
  catalog_.calendars.push_back(std::move(out));
  out_.calendars.push_back(head(node));
}

std::string CatalogLowering::name_of(NodeId ref) const {
  const auto canonical = bound_.canonical.find(bind::key(file_, ref));
  return std::string(canonical == bound_.canonical.end() ? tree_->text(ref) : std::string_view(canonical->second));
}

std::int64_t CatalogLowering::money(NodeId node) const { return bind::minor_units((*tree_)[node], tree_->text(node)).value_or(0); }

plan::Period period_of(syntax::Unit unit) {
  switch (unit) {
    case syntax::Unit::week: return plan::Period::week;
    case syntax::Unit::month: return plan::Period::month;
    case syntax::Unit::quarter: return plan::Period::quarter;
    case syntax::Unit::year: return plan::Period::year;
    default: return plan::Period::day;
  }
}

LoweredCatalog lower_catalog(const bind::Bound& bound, const Loader& loader, source::Issues& issues) {
  return CatalogLowering(bound, loader, issues).run();
}

}  // namespace playmaker::lower
