import AuditArchive

extension Messages {
  /// `README.txt` in a bag, for whoever opens it years from now: Dutch first, then English.
  static func bagReadMe(_ label: BagLabel) -> String {
    """
    Editie \(label.name.week), revisie \(label.name.revision)
    =======================================

    Deze map is een archiefstuk (BagIt, RFC 8493). Begin met lezen bij data/site/index.html: een gewone browser is
    genoeg, een netwerk is niet nodig.

      data/site        de pagina's van deze editie, met numbers.json (alle cijfers) en tabellen als CSV
      data/ledger      de regels van het kostenboek waarop de cijfers rusten, als CSV
      data/content     de registers en takenlijsten zoals ze toen waren
      data/templates   de sjablonen en teksten waarmee de pagina's zijn gemaakt

    Bewaren tot en met \(label.retainUntil) (\(label.basis)).

    Controleren of er sindsdien iets is veranderd, zonder dit programma, vanuit de map waarin bagit.txt staat:

      sha256sum --strict -c manifest-sha256.txt tagmanifest-sha256.txt
      bagit.py --validate .
      minisign -V -p SLEUTEL.pub -m tagmanifest-sha256.txt

    Met dit programma: peil verify . (ook --rebuild, dat de editie opnieuw maakt uit deze map).
    Vertrouw alleen een sleutel die u van buiten deze map hebt. Het begin van de SHA-256 van
    tagmanifest-sha256.txt staat op het handout van de volgende editie.


    Edition \(label.name.week), revision \(label.name.revision)
    ----------------------------------------

    This folder is an archived edition (BagIt, RFC 8493). Start reading at data/site/index.html: any browser will do,
    and no network is needed.

      data/site        the pages of this edition, with numbers.json (every figure) and tables as CSV
      data/ledger      the rows of the cost ledger that the figures rest on, as CSV
      data/content     registers and checklists as they were then
      data/templates   the templates and texts the pages were made with

    To be kept until \(label.retainUntil) (\(label.basis)).

    To check that nothing was changed since, without this program, from the folder that holds bagit.txt:

      sha256sum --strict -c manifest-sha256.txt tagmanifest-sha256.txt
      bagit.py --validate .
      minisign -V -p KEY.pub -m tagmanifest-sha256.txt

    With this program: peil verify . (also --rebuild, which makes the edition again from this folder).
    Trust only a key that you have from outside this folder. The beginning of the SHA-256 of
    tagmanifest-sha256.txt stands on the handout of the next edition.

    """
  }
}
