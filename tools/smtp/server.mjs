// A real SMTP server for the tests of platform/messaging: says on stdout, one JSON object a line, where it listens and then every mail it took.
//
//   node server.mjs '{"tls":"starttls","key":"…pem","cert":"…pem","user":"u","password":"p"}'
//
// tls: "starttls" (offered, demanded before AUTH), "implicit", "none" (neither offered nor demanded). It ends when its stdin ends.
// The receiver's name decides how it behaves: greylist@ 451, unknown@ 550, spam@ 554 after the content, busy@ 452 after the content,
// hang@ never answers the content, cut@ closes after the content, twice@ is taken like any other.
import { readFileSync } from 'node:fs'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

const set = JSON.parse(process.argv[2] ?? '{}')
const say = (o) => process.stdout.write(`${JSON.stringify(o)}\n`)
const refuse = (code, words) => Object.assign(new Error(words), { responseCode: code })
const tls = set.tls ?? 'starttls'

const server = new SMTPServer({
  name: 'mail.stand.example',
  banner: 'stand-in',
  secure: tls === 'implicit',
  ...(tls === 'none' ? { hideSTARTTLS: true } : { key: readFileSync(set.key), cert: readFileSync(set.cert) }),
  authMethods: set.methods ?? ['PLAIN', 'LOGIN'],
  authOptional: !set.user,
  allowInsecureAuth: false,
  disableReverseLookup: true,
  onAuth(auth, session, done) {
    if (auth.username === set.user && auth.password === set.password) return done(null, { user: auth.username })
    done(refuse(535, '5.7.8 Username and password not accepted'))
  },
  onMailFrom(from, session, done) {
    if (from.address.startsWith('stranger@')) return done(refuse(550, '5.7.1 Not your address'))
    done()
  },
  onRcptTo(to, session, done) {
    const name = to.address.split('@')[0]
    if (name === 'greylist') return done(refuse(451, '4.7.1 Greylisted, please try again later'))
    if (name === 'unknown') return done(refuse(550, `5.1.1 <${to.address}> no such user`))
    done()
  },
  onData(stream, session, done) {
    const parts = []
    stream.on('data', (part) => parts.push(part))
    stream.on('end', async () => {
      const raw = Buffer.concat(parts)
      const name = session.envelope.rcptTo[0].address.split('@')[0]
      if (name === 'spam') return done(refuse(554, '5.7.1 Rejected as spam'))
      if (name === 'busy') return done(refuse(452, '4.3.1 Insufficient storage'))
      if (name === 'hang') return
      if (name === 'cut') return server.connections.forEach((c) => c._socket.destroy())
      const mail = await simpleParser(raw)
      say({
        from: session.envelope.mailFrom.address,
        to: session.envelope.rcptTo.map((r) => r.address),
        user: session.user ?? null,
        secure: session.secure,
        hello: session.hostNameAppearsAs,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        fromName: mail.from.value[0].name,
        toName: mail.to.value[0].name,
        messageId: mail.messageId,
        raw: raw.toString('latin1')
      })
      done(null, 'taken')
    })
  }
})
server.on('error', () => {})
server.listen(set.port ?? 0, '127.0.0.1', () => say({ port: server.server.address().port }))
process.stdin.on('end', () => process.exit(0))
process.stdin.resume()
